package io.longhaul.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Two stores that are asked the same answer the same and fail alike, whatever is asked, and in
 * whatever order.
 */
public abstract class DifferentialContract {
  private static final long SEEDS = Long.getLong("longhaul.differential.seeds", 20);
  private static final long FIRST = Long.getLong("longhaul.differential.first", 1);
  private static final int CALLS = 120;

  /** What is written by the one is written by the other a moment later. */
  private static final Duration MOMENT = Duration.ofSeconds(10);

  private final Map<String, Integer> ends = new TreeMap<>();

  protected abstract ObjectStore one();

  protected abstract StoreEngine engine();

  protected abstract ObjectStore other();

  /** Another one, if it is not the same; then what is said of times and types is not compared. */
  protected StoreEngine otherEngine() {
    return engine();
  }

  /**
   * A failing seed is printed; -Dlonghaul.differential.first=SEED -Dlonghaul.differential.seeds=1.
   */
  @Test
  void whatever_is_asked_both_answer_alike() throws InterruptedException {
    try (ObjectStore one = one();
        ObjectStore other = other()) {
      for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
        compare(seed, Side.of(one, engine()), Side.of(other, otherEngine()));
      }
    }
    System.out.println("ends of %d seeds: %s".formatted(SEEDS, ends));
    if (SEEDS >= 20 && engine().conditions().all()) {
      // Were there none of these, that they agree would prove nothing.
      assertThat(ends.keySet())
          .contains("bucket there", "bucket none", "head there", "head none")
          .contains("list pages", "list more", "list REFUSED")
          .contains("get whole", "get Changed", "get Missing", "get REFUSED", "get UNSAFE_NAME")
          .contains("put Stored", "put Changed", "put REFUSED", "put UNSAFE_NAME")
          .contains("put SOURCE_CHANGED", "put UNAVAILABLE")
          .contains("copy Stored", "copy Changed", "copy Missing", "copy UNAVAILABLE")
          .contains("delete Stored", "delete Changed")
          .contains("range whole", "range Changed", "range Missing", "range REFUSED")
          .contains("upload Stored", "upload Changed", "upload Missing", "upload REFUSED")
          .contains("delete-all TreeSet", "delete-all UNSAFE_NAME");
    }
  }

  private void compare(long seed, Side one, Side other) throws InterruptedException {
    Random random = new Random(seed);
    boolean sameEngine = one.engine().name().equals(other.engine().name());
    RandomKeys keys = new RandomKeys(random, one.engine());
    RandomCalls calls = new RandomCalls(random, keys, sameEngine);
    Deque<String> before = new ArrayDeque<>();
    for (int i = 0; i < CALLS; i++) {
      RandomCalls.Asked asked = calls.next(one);
      before.add(asked.said());
      if (before.size() > 10) before.remove();
      Ending first = asked.of(one);
      Ending second = asked.of(other);
      assertThat(alike(first, second))
          .as("seed %d, call %d: %s\nand %s\nthe last of %s", seed, i, first, second, before)
          .isTrue();
      if (sameEngine && asked.reads()) {
        assertThat(asked.of(other.on(one)))
            .as("seed %d, call %d of %s, of the same bucket", seed, i, before)
            .isEqualTo(first);
      }
      ends.merge(asked.said().split(" ", 2)[0] + " " + end(first), 1, Integer::sum);
    }
  }

  private static boolean alike(Ending one, Ending other) {
    return one.equals(other)
        || (one instanceof Ending.Value(Object first)
            && other instanceof Ending.Value(Object second)
            && valuesAlike(first, second));
  }

  private static boolean valuesAlike(Object one, Object other) {
    if (one instanceof Optional<?> first && other instanceof Optional<?> second) {
      if (first.isPresent() != second.isPresent()) return false;
      return first.isEmpty() || valuesAlike(first.get(), second.get());
    }
    if (one instanceof List<?> first && other instanceof List<?> second) {
      if (first.size() != second.size()) return false;
      for (int i = 0; i < first.size(); i++) {
        if (!valuesAlike(first.get(i), second.get(i))) return false;
      }
      return true;
    }
    if (one instanceof ListPage first && other instanceof ListPage second) {
      return first.prefixes().equals(second.prefixes())
          && (first.next() == null) == (second.next() == null)
          && valuesAlike(first.objects(), second.objects());
    }
    if (one instanceof ListedObject first && other instanceof ListedObject second) {
      return first.key().equals(second.key())
          && first.size() == second.size()
          && first.etag().equals(second.etag())
          && Duration.between(first.modified(), second.modified()).abs().compareTo(MOMENT) < 0;
    }
    // which checksum is kept where nobody asks for one is each adapter's, and each server's, own
    if (one instanceof Written.Stored first && other instanceof Written.Stored second) {
      return first.etag().equals(second.etag());
    }
    if (one instanceof Completed.Stored first && other instanceof Completed.Stored second) {
      return first.etag().equals(second.etag());
    }
    return one.equals(other);
  }

  private static String end(Ending ending) {
    return switch (ending) {
      case Ending.Failed failed -> failed.failure().name();
      case Ending.Refused refused -> refused.why().getSimpleName();
      case Ending.Broke broke -> "broke";
      case Ending.Value(Optional<?> found) -> found.isPresent() ? "there" : "none";
      case Ending.Value(List<?> pages) -> pages.size() > 1 ? "more" : "pages";
      case Ending.Value(GotWhole whole) -> "whole";
      case Ending.Value(Object value) -> value.getClass().getSimpleName();
    };
  }
}
