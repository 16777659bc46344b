package io.longhaul.worker.copy;

import io.longhaul.access.NoAccess;
import io.longhaul.s3.CopyRequest;
import io.longhaul.s3.FirstTry;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.StoreException;
import io.longhaul.s3.Written;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.time.Duration;
import java.util.Optional;

/** A store whose copies can be begun without a thread of the caller's. */
final class BeginningStore extends StoreBefore {
  private final Time time;
  int begun;

  BeginningStore(Time time, ObjectStore store) {
    super(store);
    this.time = time;
  }

  @Override
  public Optional<Runnable> begin(CopyRequest request, Deadline deadline, FirstTry heard) {
    begun++;
    return Optional.of(time.start("answer", () -> tell(request, deadline, heard))::interrupt);
  }

  private void tell(CopyRequest request, Deadline deadline, FirstTry heard) {
    Written written;
    try {
      written = copy(request, deadline);
    } catch (StoreException | NoAccess | InterruptedException e) {
      heard.again(Duration.ofSeconds(1));
      return;
    }
    heard.ended(written);
  }
}
