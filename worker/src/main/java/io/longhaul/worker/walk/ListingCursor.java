package io.longhaul.worker.walk;

import static java.util.Objects.requireNonNull;

import io.longhaul.partition.RangeListing;
import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.StoreException;
import io.longhaul.time.Time;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.KeyOrder;
import io.longhaul.unit.Payload.Range;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a listing object by object, one page ahead at the most, and lets no page through
 * that is out of byte order, out of place or cut off.
 */
final class ListingCursor implements AutoCloseable {
  /** In bytes of UTF-8. */
  static final int LONGEST_KEY = 1024;

  private final ObjectStore store;
  private final Range range;
  private final ListRequest request;
  private final Retries retries;
  private final InFlight reading;

  private List<ListedObject> page = List.of();
  private int at;

  /** Where the page after this one begins. */
  private @Nullable String token;

  private boolean lastPage;
  private @Nullable String highest;
  private boolean ahead;
  private @Nullable ListPage read;

  ListingCursor(ObjectStore store, String bucket, Range range, Retries retries, Time time) {
    this.store = store;
    this.range = range;
    this.request = RangeListing.of(bucket, range);
    this.retries = retries;
    this.reading = new InFlight(time, 1);
    // where the prefix is longer than a key may be there are no keys, and no store needs be asked
    this.lastPage = request.prefix().getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY;
  }

  /** Whether an object is at hand; if not, a page must be turned, or this was the end. */
  boolean ready() {
    return at < page.size();
  }

  boolean ended() {
    return !ready() && lastPage;
  }

  /** Whether what is left is at hand, all of it. */
  boolean endInSight() {
    return lastPage;
  }

  /** How many objects of this page are still to come. */
  int atHand() {
    return page.size() - at;
  }

  ListedObject object() {
    return page.get(at);
  }

  void next() {
    at++;
  }

  /** Begins to read the page after this one, unless this one is worth more work than is left. */
  void readAhead(long objects) throws InterruptedException {
    if (atHand() < objects) readAhead();
  }

  private void readAhead() throws InterruptedException {
    if (ahead || lastPage) return;
    ahead = true;
    reading.start("list", this::read);
  }

  private void read() throws InterruptedException {
    ListRequest next = request.page(token);
    read = retries.send(deadline -> store.list(next, deadline));
  }

  /**
   * Waits for the page after this one; it may be empty without being the last.
   *
   * @throws StoreException if it could not be read, or cannot be relied on
   */
  void turn() throws InterruptedException {
    if (lastPage) return;
    readAhead();
    reading.awaitAll();
    ahead = false;
    ListPage turned = requireNonNull(read);
    read = null;
    take(turned);
  }

  private void take(ListPage turned) {
    if (turned.next() != null && turned.next().equals(token)) {
      throw unreliable("EndlessListing", "the page after a page is that page again");
    }
    check(turned.objects());
    int from = 0;
    int to = turned.objects().size();
    while (from < to && below(turned.objects().get(from).key())) from++;
    while (to > from && above(turned.objects().get(to - 1).key())) to--;
    page = turned.objects().subList(from, to);
    at = 0;
    token = turned.next();
    lastPage = token == null || to < turned.objects().size();
  }

  /** A bound that was too long to be sent whole lets a few through that are not above it. */
  private boolean below(String key) {
    return KeyOrder.compare(key, range.after()) <= 0 && !range.after().isEmpty();
  }

  private boolean above(String key) {
    String until = range.until();
    return until != null && KeyOrder.compare(key, until) > 0;
  }

  /** Checked as a whole before anything of it is used. */
  private void check(List<ListedObject> objects) {
    String before = highest != null ? highest : request.startAfter();
    for (ListedObject object : objects) {
      String key = object.key();
      if (!key.startsWith(request.prefix())) {
        throw unreliable("ForeignKey", "'%s' does not begin with the prefix".formatted(key));
      }
      if (before != null && KeyOrder.compare(before, key) >= 0) {
        throw unreliable("UnorderedListing", "'%s' follows '%s'".formatted(key, before));
      }
      before = key;
    }
    highest = before;
  }

  private StoreException unreliable(String code, String what) {
    return new StoreException(
        FailureClass.UNORDERED_LISTING,
        code,
        "listing of s3://%s/%s: %s".formatted(request.bucket(), request.prefix(), what),
        null);
  }

  @Override
  public void close() {
    reading.close();
  }
}
