package io.longhaul.worker.verify;

import io.longhaul.s3.ByteRange;
import io.longhaul.s3.Described;
import io.longhaul.s3.Got;
import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ObjectStore;
import io.longhaul.time.Deadline;
import io.longhaul.worker.copy.StoreBefore;
import java.util.Optional;

/** A store of which each object was uploaded in parts, in as many in one bucket as in no other. */
final class StoreOfParts extends StoreBefore {
  private final ObjectStore store;

  StoreOfParts(ObjectStore store) {
    super(store);
    this.store = store;
  }

  private static ListedObject shown(String bucket, ListedObject object) {
    String etag = object.etag() + "-" + bucket.length() + bucket.charAt(0);
    return new ListedObject(object.key(), object.size(), etag, object.modified());
  }

  @Override
  public ListPage list(ListRequest request, Deadline deadline) throws InterruptedException {
    ListPage page = super.list(request, deadline);
    return new ListPage(
        page.objects().stream().map(object -> shown(request.bucket(), object)).toList(),
        page.prefixes(),
        page.next());
  }

  @Override
  public Optional<ListedObject> head(String bucket, String key, Deadline deadline)
      throws InterruptedException {
    return super.head(bucket, key, deadline).map(object -> shown(bucket, object));
  }

  @Override
  public Optional<Described> describe(String bucket, String key, Deadline deadline)
      throws InterruptedException {
    return super.describe(bucket, key, deadline)
        .map(seen ->
            new Described(
                shown(bucket, seen.object()),
                seen.traits(),
                seen.tags(),
                seen.unspoken(),
                seen.checksum()));
  }

  @Override
  public Got getRange(String bucket, String key, String etag, ByteRange range, Deadline deadline)
      throws InterruptedException {
    return store.getRange(bucket, key, etag.split("-", 2)[0], range, deadline);
  }
}
