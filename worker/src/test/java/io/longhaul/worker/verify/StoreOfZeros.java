package io.longhaul.worker.verify;

import io.longhaul.s3.ByteRange;
import io.longhaul.s3.Got;
import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.Traits;
import io.longhaul.time.Deadline;
import io.longhaul.worker.copy.StoreBefore;
import java.io.ByteArrayInputStream;
import java.util.Optional;

/** A store of which each object is so large, and nothing but zeros, which take their time. */
final class StoreOfZeros extends StoreBefore {
  private final long size;
  private final Runnable takingTime;

  StoreOfZeros(ObjectStore store, long size, Runnable takingTime) {
    super(store);
    this.size = size;
    this.takingTime = takingTime;
  }

  private ListedObject shown(ListedObject object) {
    return new ListedObject(object.key(), size, object.etag(), object.modified());
  }

  @Override
  public ListPage list(ListRequest request, Deadline deadline) throws InterruptedException {
    ListPage page = super.list(request, deadline);
    return new ListPage(
        page.objects().stream().map(this::shown).toList(), page.prefixes(), page.next());
  }

  @Override
  public Optional<ListedObject> head(String bucket, String key, Deadline deadline)
      throws InterruptedException {
    return super.head(bucket, key, deadline).map(this::shown);
  }

  @Override
  public Got getRange(String bucket, String key, String etag, ByteRange range, Deadline deadline) {
    takingTime.run();
    byte[] zeros = new byte[Math.toIntExact(range.length())];
    return new Got.Content(
        new ByteArrayInputStream(zeros), zeros.length, etag, Traits.NONE, 0, 0, null);
  }
}
