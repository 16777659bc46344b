package io.longhaul.coordinator.plan;

import io.longhaul.access.Need;
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
      if (need.equals(Need.ofBucket("s3:ListBucket", from.bucket()))) {
        tries.add(need, () -> list(source, from));
      } else if (need.equals(Need.ofBucket("s3:ListBucket", to.bucket())) && there.there()) {
        tries.add(need, () -> list(target, to));
      } else if (need.equals(Need.ofObjects("s3:GetObject", from.bucket(), from.prefix()))
          && sample.isPresent()) {
        tries.add(need, () -> read(from.bucket(), sample.get()));
      } else if (need.equals(Need.ofObjects("s3:GetObjectTagging", from.bucket(), from.prefix()))
          && sample.isPresent()) {
        tries.add(need, () -> tags(from.bucket(), sample.get()));
      } else if (need.equals(Need.ofObjects("s3:GetObject", to.bucket(), to.prefix()))
          && there.holdsSome()) {
        tries.add(need, this::headOfTarget);
      } else {
        notTried.add(need);
      }
    }
    return notTried;
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

  private void tags(String bucket, ListedObject object) throws InterruptedException {
    ObjectStore store = copy.streamed() ? source : target;
    var unused = store.tags(ObjectRef.of(bucket, object.key()), deadline);
  }

  /** As whoever copies it: its head, and a GET that is given up once it is answered. */
  private void read(String bucket, ListedObject object) throws InterruptedException {
    ObjectStore store = copy.streamed() ? source : target;
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
