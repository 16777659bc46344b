package io.longhaul.s3.pace;

import io.longhaul.s3.Acl;
import io.longhaul.s3.AclChange;
import io.longhaul.s3.Body;
import io.longhaul.s3.BucketInfo;
import io.longhaul.s3.ByteRange;
import io.longhaul.s3.CompleteRequest;
import io.longhaul.s3.Completed;
import io.longhaul.s3.CopyRequest;
import io.longhaul.s3.DeleteRequest;
import io.longhaul.s3.Described;
import io.longhaul.s3.Expect;
import io.longhaul.s3.FirstTry;
import io.longhaul.s3.Got;
import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ObjectRef;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.OpenUpload;
import io.longhaul.s3.PartCopyRequest;
import io.longhaul.s3.PartPage;
import io.longhaul.s3.PartRequest;
import io.longhaul.s3.PartWritten;
import io.longhaul.s3.PartsRequest;
import io.longhaul.s3.PutRequest;
import io.longhaul.s3.Slower;
import io.longhaul.s3.StoreException;
import io.longhaul.s3.Undeleted;
import io.longhaul.s3.UploadPage;
import io.longhaul.s3.UploadRequest;
import io.longhaul.s3.UploadsRequest;
import io.longhaul.s3.VersionPage;
import io.longhaul.s3.VersionsRequest;
import io.longhaul.s3.Written;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import io.longhaul.unit.FailureClass;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Before any adapter: asks no faster than each place takes, and has no more requests under way
 * there, by what its answers say. A request waits for its turn within its deadline, and holds
 * nothing meanwhile.
 *
 * <p>A copy counts where it writes. A GET counts until its stream is there to be read.
 */
public final class PacedObjectStore implements ObjectStore {
  private final ObjectStore store;
  private final Places places;
  private final PaceMeters meters;

  public PacedObjectStore(
      ObjectStore store, PaceSettings settings, Time time, MeterRegistry registry) {
    this.store = store;
    this.places = new Places(settings, time);
    this.meters = new PaceMeters(registry);
  }

  private <T> T paced(Place place, Deadline deadline, Slower.Call<T> call)
      throws InterruptedException {
    Place.Turn turn = place.enter(deadline);
    boolean well = false;
    try {
      T answer = Slower.hear(() -> slower(turn), call);
      well = true;
      return answer;
    } catch (StoreException e) {
      well = e.failure() != FailureClass.UNAVAILABLE;
      if (!well) slower(turn);
      throw e;
    } finally {
      turn.leave(well);
    }
  }

  private void slower(Place.Turn turn) {
    if (turn.slower()) meters.slower.increment();
  }

  /** Asked once in a while, and about no key. */
  @Override
  public Optional<BucketInfo> bucket(String name, Deadline deadline) throws InterruptedException {
    return store.bucket(name, deadline);
  }

  @Override
  public ListPage list(ListRequest request, Deadline deadline) throws InterruptedException {
    Place place = places.reads(request.bucket(), request.prefix());
    return paced(place, deadline, () -> store.list(request, deadline));
  }

  @Override
  public Optional<ListedObject> head(String bucket, String key, Deadline deadline)
      throws InterruptedException {
    return paced(places.reads(bucket, key), deadline, () -> store.head(bucket, key, deadline));
  }

  @Override
  public Optional<Described> describe(String bucket, String key, Deadline deadline)
      throws InterruptedException {
    return paced(places.reads(bucket, key), deadline, () -> store.describe(bucket, key, deadline));
  }

  @Override
  public Written copy(CopyRequest request, Deadline deadline) throws InterruptedException {
    Place place = places.writes(request.bucket(), request.key());
    return paced(place, deadline, () -> store.copy(request, deadline));
  }

  @Override
  public Optional<Runnable> begin(CopyRequest request, Deadline deadline, FirstTry heard) {
    Optional<Place.Turn> entered =
        places.writes(request.bucket(), request.key()).enterWithoutWaiting();
    if (entered.isEmpty()) return Optional.empty();
    Place.Turn turn = entered.get();
    FirstTry leaving =
        new FirstTry() {
          @Override
          public void ended(Written written) {
            try {
              turn.leave(true);
            } finally {
              heard.ended(written);
            }
          }

          @Override
          public void again(Duration pause) {
            try {
              turn.leave(false);
            } finally {
              heard.again(pause);
            }
          }
        };
    Optional<Runnable> begun = Optional.empty();
    try {
      begun = Slower.hearOf(() -> slower(turn), () -> store.begin(request, deadline, leaving));
      return begun;
    } finally {
      if (begun.isEmpty()) turn.giveBack();
    }
  }

  @Override
  public Written put(PutRequest request, Body body, Deadline deadline) throws InterruptedException {
    Place place = places.writes(request.bucket(), request.key());
    return paced(place, deadline, () -> store.put(request, body, deadline));
  }

  @Override
  public Got get(String bucket, String key, String etag, Deadline deadline)
      throws InterruptedException {
    Place place = places.reads(bucket, key);
    return paced(place, deadline, () -> store.get(bucket, key, etag, deadline));
  }

  @Override
  public Written delete(String bucket, String key, Expect expect, Deadline deadline)
      throws InterruptedException {
    Place place = places.writes(bucket, key);
    return paced(place, deadline, () -> store.delete(bucket, key, expect, deadline));
  }

  private Place writes(OpenUpload upload) {
    return places.writes(upload.bucket(), upload.key());
  }

  @Override
  public OpenUpload createUpload(UploadRequest request, Deadline deadline)
      throws InterruptedException {
    return paced(
        places.writes(request.bucket(), request.key()),
        deadline,
        () -> store.createUpload(request, deadline));
  }

  @Override
  public PartWritten putPart(PartRequest request, Body body, Deadline deadline)
      throws InterruptedException {
    return paced(writes(request.upload()), deadline, () -> store.putPart(request, body, deadline));
  }

  @Override
  public PartWritten copyPart(PartCopyRequest request, Deadline deadline)
      throws InterruptedException {
    return paced(writes(request.upload()), deadline, () -> store.copyPart(request, deadline));
  }

  @Override
  public Completed completeUpload(CompleteRequest request, Deadline deadline)
      throws InterruptedException {
    return paced(writes(request.upload()), deadline, () -> store.completeUpload(request, deadline));
  }

  @Override
  public void abortUpload(OpenUpload upload, Deadline deadline) throws InterruptedException {
    paced(
        writes(upload),
        deadline,
        () -> {
          store.abortUpload(upload, deadline);
          return upload;
        });
  }

  @Override
  public Optional<PartPage> listParts(PartsRequest request, Deadline deadline)
      throws InterruptedException {
    return paced(
        places.reads(request.upload().bucket(), request.upload().key()),
        deadline,
        () -> store.listParts(request, deadline));
  }

  @Override
  public UploadPage listUploads(UploadsRequest request, Deadline deadline)
      throws InterruptedException {
    return paced(
        places.reads(request.bucket(), request.prefix()),
        deadline,
        () -> store.listUploads(request, deadline));
  }

  @Override
  public Got getRange(String bucket, String key, String etag, ByteRange range, Deadline deadline)
      throws InterruptedException {
    Place place = places.reads(bucket, key);
    return paced(place, deadline, () -> store.getRange(bucket, key, etag, range, deadline));
  }

  @Override
  public List<Undeleted> deleteAll(DeleteRequest request, Deadline deadline)
      throws InterruptedException {
    Place place = places.writes(request.bucket(), request.objects().getFirst().key());
    return paced(place, deadline, () -> store.deleteAll(request, deadline));
  }

  @Override
  public VersionPage listVersions(VersionsRequest request, Deadline deadline)
      throws InterruptedException {
    Place place = places.reads(request.bucket(), request.prefix());
    return paced(place, deadline, () -> store.listVersions(request, deadline));
  }

  @Override
  public boolean tellsTags() {
    return store.tellsTags();
  }

  @Override
  public Optional<Map<String, String>> tags(ObjectRef object, Deadline deadline)
      throws InterruptedException {
    Place place = places.reads(object.bucket(), object.key());
    return paced(place, deadline, () -> store.tags(object, deadline));
  }

  @Override
  public Written putTags(ObjectRef object, Map<String, String> tags, Deadline deadline)
      throws InterruptedException {
    Place place = places.writes(object.bucket(), object.key());
    return paced(place, deadline, () -> store.putTags(object, tags, deadline));
  }

  @Override
  public Optional<Acl> acl(ObjectRef object, Deadline deadline) throws InterruptedException {
    Place place = places.reads(object.bucket(), object.key());
    return paced(place, deadline, () -> store.acl(object, deadline));
  }

  @Override
  public Written putAcl(ObjectRef object, AclChange change, Deadline deadline)
      throws InterruptedException {
    Place place = places.writes(object.bucket(), object.key());
    return paced(place, deadline, () -> store.putAcl(object, change, deadline));
  }

  @Override
  public void close() {
    store.close();
  }
}
