package io.longhaul.coordinator.submit;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.job.Access;
import io.longhaul.job.S3Location;
import io.longhaul.job.S3Sides;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.StoreException;
import io.longhaul.stack.Stack;
import io.longhaul.text.Shown;
import io.longhaul.time.Deadline;
import io.longhaul.unit.FailureClass;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the customer keys that a job names are there, and read what the source holds. */
record CustomerKeyCheck(Stack stack) {
  private static final Duration LOOK = Duration.ofSeconds(10);

  /** One object may be under another key, which says nothing of all others. */
  private static final int TRIED = 5;

  /**
   * Below the prefix, so that the key must be said; whether there is such an object is no matter.
   */
  private static final String ANY = "longhaul-customer-key";

  /**
   * @throws CommandFailed with where the key lies, and never what lies there
   */
  void check(S3Sides job) throws InterruptedException {
    if (isNamed(job.access().source())) {
      ObjectStore store = stack.source(job).store();
      checkThere("source", job.source(), store);
      checkReads(job.source(), store);
    }
    if (isNamed(job.access().target())) {
      checkThere("target", job.target(), stack.target(job).store());
    }
  }

  private static boolean isNamed(@Nullable Access side) {
    return side != null && side.customerKey() != null;
  }

  private void checkThere(String field, S3Location location, ObjectStore store)
      throws InterruptedException {
    try {
      var unused = store.head(location.bucket(), location.prefix() + ANY, soon());
    } catch (StoreException e) {
      if (!e.code().equals(StoreException.NO_CUSTOMER_KEY)) return; // an answer, for the key was
      throw CommandFailed.misused("access.%s.customer-key: %s".formatted(field, e.getMessage()));
    }
  }

  private void checkReads(S3Location location, ObjectStore store) throws InterruptedException {
    Optional<StoreException> denied = Optional.empty();
    try {
      ListRequest first = ListRequest.of(location.bucket(), location.prefix()).atMost(TRIED);
      for (ListedObject object : store.list(first, soon()).objects()) {
        denied = denied(location.bucket(), object.key(), store);
        if (denied.isEmpty()) return;
      }
    } catch (StoreException e) {
      return; // what has to be listed says so soon enough
    }
    if (denied.isEmpty()) return;
    throw CommandFailed.misused(
        "access.source.customer-key: none of the first objects below %s can be read by it: %s"
            .formatted(Shown.text(location.toString()), denied.get().getMessage()));
  }

  private Optional<StoreException> denied(String bucket, String key, ObjectStore store)
      throws InterruptedException {
    try {
      var unused = store.head(bucket, key, soon());
      return Optional.empty();
    } catch (StoreException e) {
      boolean denied = e.failure() == FailureClass.DENIED || e.failure() == FailureClass.REFUSED;
      return denied ? Optional.of(e) : Optional.empty();
    }
  }

  private Deadline soon() {
    return Deadline.in(stack.time(), LOOK);
  }
}
