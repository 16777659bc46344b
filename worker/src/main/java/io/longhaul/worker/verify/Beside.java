package io.longhaul.worker.verify;

import io.longhaul.s3.ByteRange;
import io.longhaul.s3.Got;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ObjectRef;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.StoreException;
import io.longhaul.time.Deadline;
import io.longhaul.unit.FailureClass;
import io.longhaul.verify.Difference.In;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What belongs to an object beside its bytes. */
record Beside(
    @Nullable String contentType, Map<String, String> metadata, Map<String, String> tags) {

  /**
   * Reads it: by a GET of one byte, for no HEAD of the port shows it, and the tags.
   *
   * @return empty: it is not this object any more
   */
  static Optional<Beside> read(
      ObjectStore store, String bucket, ListedObject object, Deadline deadline)
      throws InterruptedException {
    if (!(first(store, bucket, object, deadline) instanceof Got.Content got)) {
      return Optional.empty();
    }
    close(bucket, object, got);
    return store
        .tags(ObjectRef.of(bucket, object.key()), deadline)
        .map(tags -> new Beside(got.traits().content().type(), got.traits().metadata(), tags));
  }

  private static Got first(ObjectStore store, String bucket, ListedObject object, Deadline deadline)
      throws InterruptedException {
    return object.size() == 0
        ? store.get(bucket, object.key(), object.etag(), deadline)
        : store.getRange(bucket, object.key(), object.etag(), new ByteRange(0, 1), deadline);
  }

  private static void close(String bucket, ListedObject object, Got.Content got) {
    try {
      got.stream().close();
    } catch (IOException e) {
      throw new StoreException(
          FailureClass.UNAVAILABLE,
          "StreamBroke",
          "get s3://%s/%s: %s".formatted(bucket, object.key(), e.getMessage()),
          e);
    }
  }

  /** In what both differ. */
  Set<In> differences(Beside other) {
    Set<In> in = EnumSet.noneOf(In.class);
    if (!java.util.Objects.equals(contentType, other.contentType)) in.add(In.CONTENT_TYPE);
    if (!metadata.equals(other.metadata)) in.add(In.METADATA);
    if (!tags.equals(other.tags)) in.add(In.TAGS);
    return in;
  }
}
