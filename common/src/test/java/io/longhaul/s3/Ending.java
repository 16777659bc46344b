package io.longhaul.s3;

import io.longhaul.access.NoAccess;
import io.longhaul.unit.FailureClass;
import java.io.IOException;

/** How a call of the port ended, so that two adapters' ends can be compared. */
public sealed interface Ending {
  record Value(Object value) implements Ending {}

  record Failed(FailureClass failure, String code) implements Ending {}

  record Refused(Class<? extends NoAccess> why) implements Ending {}

  /** The stream of a GET broke. */
  record Broke() implements Ending {}

  /** Of a call that is made now; whatever else it throws is a defect, and goes on. */
  static Ending of(Call call) throws InterruptedException {
    try {
      return new Value(call.made());
    } catch (StoreException e) {
      return new Failed(e.failure(), e.code());
    } catch (NoAccess e) {
      return new Refused(e.getClass());
    } catch (IOException e) {
      return new Broke();
    }
  }

  /** A call, and the reading of the stream that it may have brought. */
  @FunctionalInterface
  interface Call {
    Object made() throws InterruptedException, IOException;
  }
}
