package io.longhaul.coordinator.plan;

import io.longhaul.access.Need;
import io.longhaul.access.Need.By;
import io.longhaul.job.S3CopyJob;
import io.longhaul.job.S3Location;
import io.longhaul.s3.Got;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ObjectRef;
import io.longhaul.s3.ObjectStore;
import io.longhaul.time.Deadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a job needs of the object store: its reads are tried on an object that is there. */
record StoreNeeds(ObjectStore source, ObjectStore target, S3CopyJob copy, Deadline deadline) {

  /**
   * Adds what can be tried without a change.
   *
   * @param there what was found at the target
   * @return what cannot
   */
  List<Need> addTo(Tries tries, List<Need> needs, Side there) throws InterruptedException {
    S3Location from = copy.source();
    S3Location to = copy.target();
    Optional<ListedObject> sample = sample(from);
    List<Need> notTried = new ArrayList<>();
    for (Need need : needs) {
      ObjectStore store = need.by() == By.TARGET ? target : source;
      if (need.equals(Need.toList(By.SOURCE, from.bucket(), from.prefix()))) {
        tries.add(need, () -> list(store, from));
      } else if (need.equals(Need.toList(By.TARGET, to.bucket(), to.prefix())) && there.there()) {
        tries.add(need, () -> list(store, to));
      } else if (sample.isPresent() && isOfSource("s3:GetObject", need)) {
        tries.add(need, () -> read(store, from.bucket(), sample.get()));
      } else if (sample.isPresent() && isOfSource("s3:GetObjectTagging", need)) {
        tries.add(need, () -> tags(store, from.bucket(), sample.get()));
      } else if (need.equals(Need.ofObjects(By.TARGET, "s3:GetObject", to.bucket(), to.prefix()))
          && there.holdsSome()) {
        tries.add(need, this::headOfTarget);
      } else {
        notTried.add(need);
      }
    }
    return notTried;
  }

  /** Whoever needs it. */
  private boolean isOfSource(String action, Need need) {
    S3Location from = copy.source();
    return need.equals(Need.ofObjects(need.by(), action, from.bucket(), from.prefix()));
  }

  private Optional<ListedObject> sample(S3Location at) throws InterruptedException {
    return list(source, at).stream().findFirst();
  }

  private List<ListedObject> list(ObjectStore store, S3Location at) throws InterruptedException {
    return store.list(ListRequest.of(at.bucket(), at.prefix()).atMost(1), deadline).objects();
  }

  /** All that a copy reads there. */
  private void headOfTarget() throws InterruptedException {
    String bucket = copy.target().bucket();
    for (ListedObject each : list(target, copy.target())) {
      var unused = target.head(bucket, each.key(), deadline);
    }
  }

  private void tags(ObjectStore store, String bucket, ListedObject object)
      throws InterruptedException {
    var unused = store.tags(ObjectRef.of(bucket, object.key()), deadline);
  }

  /** Its head, and a GET that is given up once it is answered. */
  private void read(ObjectStore store, String bucket, ListedObject object)
      throws InterruptedException {
    Optional<ListedObject> head = store.head(bucket, object.key(), deadline);
    if (head.isEmpty()) return; // gone meanwhile: nobody denied it
    if (store.get(bucket, object.key(), head.get().etag(), deadline) instanceof Got.Content got) {
      try {
        got.stream().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
