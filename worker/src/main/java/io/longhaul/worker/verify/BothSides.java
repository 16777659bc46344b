package io.longhaul.worker.verify;

import io.longhaul.partition.Mapping;
import io.longhaul.partition.RangeListing;
import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.unit.KeyOrder;
import io.longhaul.worker.walk.Ends;
import io.longhaul.worker.walk.Retries;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Shows the keys of both sides as one listing, by the source's names, to who asks where keys lie: a
 * part of the target to which the source has nothing is as much work as any other.
 */
record BothSides(Ends ends, Retries retries) {
  private static final String MORE = "more";

  /**
   * One page, the first that is asked for.
   *
   * @param request of the source
   */
  ListPage page(ListRequest request) throws InterruptedException {
    ListPage here = retries.send(deadline -> ends.from().list(request, deadline));
    if (!ends.mapping().keepsOrder()) return here;
    ListRequest there = there(request);
    ListPage other = retries.send(deadline -> ends.to().list(there, deadline));
    return merged(here, other, request.maxKeys());
  }

  private ListRequest there(ListRequest request) {
    Mapping mapping = ends.mapping();
    String after = request.startAfter();
    return ListRequest.of(ends.targetBucket(), mapping.key(request.prefix()))
        .after(after == null ? null : RangeListing.bound(mapping.key(after)))
        .atMost(request.maxKeys());
  }

  /** As far as both are known, and no more than were asked for. */
  private ListPage merged(ListPage here, ListPage there, int most) {
    Map<String, ListedObject> all = new TreeMap<>(KeyOrder.BYTES);
    for (ListedObject object : there.objects()) {
      String key = ends.mapping().back(object.key());
      all.put(key, new ListedObject(key, object.size(), object.etag(), object.modified()));
    }
    for (ListedObject object : here.objects()) all.put(object.key(), object);
    Optional<String> end = earlier(end(here, null), end(there, ends.mapping()));
    List<ListedObject> known =
        all.values().stream()
            .filter(object -> end.isEmpty() || KeyOrder.compare(object.key(), end.get()) <= 0)
            .limit(most)
            .toList();
    boolean whole = end.isEmpty() && known.size() == all.size();
    return new ListPage(known, List.of(), whole ? null : MORE);
  }

  /** The last key of a page that others follow. */
  private static Optional<String> end(ListPage page, @Nullable Mapping mapping) {
    if (page.next() == null || page.objects().isEmpty()) return Optional.empty();
    String last = page.objects().getLast().key();
    return Optional.of(mapping == null ? last : mapping.back(last));
  }

  private static Optional<String> earlier(Optional<String> one, Optional<String> other) {
    if (one.isEmpty() || other.isEmpty()) return one.or(() -> other);
    return KeyOrder.compare(one.get(), other.get()) <= 0 ? one : other;
  }
}
