package io.longhaul.partition;

import io.longhaul.job.Alphabet;
import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.unit.KeyOrder;
import io.longhaul.unit.Payload;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds where to cut a range of which nobody knows how its names are distributed, in a few rounds
 * of listings made side by side: what all its keys begin with, which characters follow that, and
 * about how many keys begin with each.
 *
 * <p>What it sees only says where cuts fall: whatever that is, each key of the range lies in
 * exactly one of the ranges that come of it.
 */
public final class Survey {
  /** How far behind the character that tells strips apart letters are learnt. */
  private static final int LEARNT = 2;

  /** Fewer keys than this say nothing about how the others are spread. */
  private static final int FEWEST = 16;

  private static final int QUARTERS = 4;

  /** Of a quarter's place: what is spread by chance is off by a few hundredths. */
  private static final double UNEVEN = 0.1;

  private static final double LEAST_SHARE = 1e-6;

  private static final double UNKNOWN = Double.POSITIVE_INFINITY;

  /**
   * What is left of a page that was looked at.
   *
   * @param quarters its first key, those a quarter, half and three quarters behind it, and its last
   * @param keys how many it has of its strip
   * @param counted whether those are all of them
   * @param letters that its names go on with
   */
  private record Glimpse(List<String> quarters, int keys, boolean counted, Set<Integer> letters) {}

  private final String bucket;
  private final Payload.Range range;
  private final int each;
  private final int most;
  private final Pages pages;

  /** Who can be asked. */
  public interface Pages {
    /** The pages of several requests made side by side, in their order. */
    List<ListPage> all(List<ListRequest> requests) throws InterruptedException;

    /**
     * What is left of each page once it has been looked at; who can lets go of a page as soon as
     * that is done.
     *
     * @param look by several threads at once
     */
    default <T> List<T> each(List<ListRequest> requests, BiFunction<Integer, ListPage, T> look)
        throws InterruptedException {
      List<ListPage> pages = all(requests);
      List<T> seen = new ArrayList<>();
      for (int i = 0; i < pages.size(); i++) seen.add(look.apply(i, pages.get(i)));
      return seen;
    }
  }

  private Survey(String bucket, Payload.Range range, int each, int most, Pages pages) {
    this.bucket = bucket;
    this.range = range;
    this.each = each;
    this.most = most;
    this.pages = pages;
  }

  /**
   * The ranges to cut it into, in the order in which they are sent; where one may hold far more
   * than {@code each} it is to be looked at again.
   *
   * @param each about so many objects a range
   * @param most ranges, at least 2
   * @return the range itself, not to be looked at again, if it is not to be cut
   */
  public static List<Payload.Range> of(
      String bucket, Payload.Range range, int each, int most, Pages pages)
      throws InterruptedException {
    return SendingOrder.of(new Survey(bucket, range, each, most, pages).find());
  }

  private List<Payload.Range> find() throws InterruptedException {
    ListPage page = pages.all(List.of(RangeListing.of(bucket, range))).getFirst();
    List<String> keys = held(page);
    Strips strips = new Strips(range, each, most);
    if (keys.isEmpty()) return strips.ranges(List.of());
    if (whole(page)) return strips.ranges(known(keys));
    String common = RangeListing.commonPrefix(keys.getFirst(), keys.getLast());
    String shared = new Shared(bucket, range, pages).of(common);
    return strips.ranges(strips(keys, shared));
  }

  private List<String> held(ListPage page) {
    return page.objects().stream().map(ListedObject::key).filter(range::holds).toList();
  }

  /** Whether the range ends within the page. */
  private boolean whole(ListPage page) {
    return page.next() == null || held(page).size() < page.objects().size();
  }

  /** Where all keys are known they are counted off. */
  private List<Strip> known(List<String> keys) {
    int step = Math.max(each, (keys.size() + most - 1) / most);
    List<Strip> strips = new ArrayList<>();
    String after = range.after();
    if (keys.size() <= Strips.STILL_ONE * step) {
      return List.of(new Strip(after, keys.size(), true, range, null));
    }
    for (int from = 0; from < keys.size(); ) {
      int left = keys.size() - from;
      int to = left <= Strips.STILL_ONE * step ? keys.size() : from + step;
      strips.add(new Strip(after, to - from, true, range, null));
      after = keys.get(to - 1);
      from = to;
    }
    return strips;
  }

  /** Of what lies before the last key's character all is known, of the rest nothing yet. */
  private List<Strip> strips(List<String> keys, String shared) throws InterruptedException {
    if (keys.getLast().length() == shared.length()) return List.of();
    Ahead ahead = new Ahead(range, shared);
    int last = keys.getLast().codePointAt(shared.length());
    String begun = shared + Character.toString(last);
    List<String> before = keys.stream().filter(key -> KeyOrder.compare(key, begun) < 0).toList();
    List<Strip> strips = new ArrayList<>(before.isEmpty() ? List.of() : known(before));
    List<Payload.Range> letters = ahead.letters(last);
    List<Payload.Range> unseen = new ArrayList<>(letters);
    unseen.addAll(ahead.blocks(last));
    List<Glimpse> glimpses =
        pages.each(
            unseen.stream().map(strip -> RangeListing.of(bucket, strip)).toList(),
            (i, page) -> glimpse(unseen.get(i), page, shared));
    NavigableSet<Integer> learnt = new TreeSet<>();
    for (Glimpse each : glimpses) learnt.addAll(each.letters());
    Alphabet alphabet = alphabet(learnt);
    for (int i = 0; i < unseen.size(); i++) {
      Alphabet behind = i < letters.size() ? alphabet : null;
      strips.add(seen(unseen.get(i), glimpses.get(i), behind));
    }
    return strips;
  }

  /** The letters that names go on with, as far as keys were seen. */
  private static Set<Integer> learnt(ListPage page, String shared) {
    Set<Integer> letters = new HashSet<>();
    for (ListedObject object : page.objects()) {
      String key = object.key();
      int at = shared.length();
      for (int i = 0; i <= LEARNT && key.startsWith(shared) && at < key.length(); i++) {
        letters.add(key.codePointAt(at));
        at += Character.charCount(key.codePointAt(at));
      }
    }
    return letters;
  }

  /** Null: too few to tell. */
  private static @Nullable Alphabet alphabet(NavigableSet<Integer> letters) {
    if (letters.size() < 2) return null;
    StringBuilder all = new StringBuilder();
    letters.forEach(all::appendCodePoint);
    return new Alphabet(all.toString());
  }

  private Glimpse glimpse(Payload.Range tight, ListPage page, String shared) {
    List<String> keys =
        page.objects().stream()
            .map(ListedObject::key)
            .filter(key -> tight.holds(key) && range.holds(key))
            .toList();
    boolean counted = page.next() == null || keys.size() < page.objects().size();
    List<String> quarters = new ArrayList<>();
    for (int quarter = 0; quarter <= QUARTERS && !keys.isEmpty(); quarter++) {
      quarters.add(keys.get(Math.min(keys.size() * quarter / QUARTERS, keys.size() - 1)));
    }
    return new Glimpse(quarters, keys.size(), counted, learnt(page, shared));
  }

  /**
   * @param alphabet of names behind what the strip's keys begin with; null: not known
   */
  private static Strip seen(Payload.Range tight, Glimpse page, @Nullable Alphabet alphabet) {
    String after = tight.after().isEmpty() ? tight.prefix() : tight.after();
    double objects = page.counted() ? page.keys() : UNKNOWN;
    if (page.counted() || alphabet == null || !even(tight.prefix(), page, alphabet)) {
      return new Strip(after, objects, page.counted(), tight, null);
    }
    double share = share(tight.prefix(), page, QUARTERS, alphabet);
    return new Strip(after, page.keys() / share, false, tight, alphabet);
  }

  /** Whether a quarter of the keys reach about a quarter as far as all of them, and so on. */
  private static boolean even(String prefix, Glimpse page, Alphabet alphabet) {
    if (page.keys() < FEWEST) return false;
    double all = share(prefix, page, QUARTERS, alphabet);
    if (all < LEAST_SHARE) return false;
    for (int quarter = 1; quarter < QUARTERS; quarter++) {
      double part = share(prefix, page, quarter, alphabet) / all;
      if (Math.abs(part - (double) quarter / QUARTERS) > UNEVEN) return false;
    }
    return true;
  }

  /** How far into all that follows the first key another reaches, by the letters of both. */
  private static double share(String prefix, Glimpse page, int quarter, Alphabet alphabet) {
    Payload.Range all = new Payload.Range(prefix, page.quarters().getFirst(), null);
    return Share.upTo(page.quarters().get(quarter), all, alphabet);
  }
}
