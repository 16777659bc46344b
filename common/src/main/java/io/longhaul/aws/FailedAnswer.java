package io.longhaul.aws;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** An answer of AWS that says that a call failed, or that says nothing of use. */
public final class FailedAnswer extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient FailedCall call;

  private FailedAnswer(FailedCall call) {
    super(call.said(), null, false, false); // where it was read tells nobody anything
    this.call = call;
  }

  /**
   * One with a code.
   *
   * @param code the service's own; empty: the status is all that it said
   * @param retryAfter the header of that name
   */
  public static FailedAnswer of(
      String code, int status, String message, @Nullable String retryAfter) {
    String known = code.isBlank() ? "Http" + status : code;
    String said = AwsFailures.oneLine(message);
    return new FailedAnswer(
        new FailedCall(
            AwsFailures.what(known, status, said),
            known,
            status,
            said,
            AwsFailures.seconds(retryAfter)));
  }

  /** One that says where else the resource is, which was not known: the next try goes there. */
  public static FailedAnswer moved(int status, String region) {
    return new FailedAnswer(
        new FailedCall(AwsFailure.UNAVAILABLE, "Moved", status, "it is in region " + region));
  }

  /** One that cannot be an answer to what was asked; the next may be. */
  public static FailedAnswer unreadable(String code, int status, String why) {
    return new FailedAnswer(
        new FailedCall(AwsFailure.UNAVAILABLE, code, status, AwsFailures.oneLine(why)));
  }

  /** What a server is that has to be asked in another way than ours. */
  public static FailedAnswer unsupported(URI server, String why) {
    return new FailedAnswer(
        new FailedCall(AwsFailure.REFUSED, "Unsupported", 0, server + " " + why));
  }

  /** Whether it was this machine's clock. */
  public boolean isClock() {
    return call.what() == AwsFailure.CLOCK;
  }

  FailedCall call() {
    return call;
  }
}
