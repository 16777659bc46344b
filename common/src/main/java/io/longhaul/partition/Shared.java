package io.longhaul.partition;

import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.unit.KeyOrder;
import io.longhaul.unit.Payload;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what all keys of a range begin with, in rounds of questions asked side by side: a hundred
 * folders within each other take two rounds and not a hundred.
 */
record Shared(String bucket, Payload.Range range, Survey.Pages pages) {
  /** A key has at most 1,024 characters, and 32 times 32 are as many. */
  private static final int AT_ONCE = 32;

  /** Above all that begins as the text before it does. */
  static final String TOP = Character.toString(Character.MAX_CODE_POINT);

  /**
   * As much of {@code common} as all keys begin with, in whole characters.
   *
   * @param common what the lowest key of the range begins with, and some others too
   */
  String of(String common) throws InterruptedException {
    int least = Math.min(range.prefix().length(), common.length());
    int most = common.length();
    while (least < most) {
      List<Integer> lengths = between(common, least, most);
      List<Boolean> alone = alone(lengths.stream().map(l -> common.substring(0, l)).toList());
      int others = alone.indexOf(false);
      if (others != 0) least = lengths.get(others < 0 ? lengths.size() - 1 : others - 1);
      if (others >= 0) most = common.offsetByCodePoints(lengths.get(others), -1);
    }
    return common.substring(0, least);
  }

  /** Lengths above the one and up to the other, evenly, where a character ends. */
  private static List<Integer> between(String text, int least, int most) {
    List<Integer> lengths = new ArrayList<>();
    for (int i = 1; i <= AT_ONCE; i++) {
      int length = least + (int) ((long) (most - least) * i / AT_ONCE);
      if (length < most && Character.isLowSurrogate(text.charAt(length))) length++;
      boolean more = lengths.isEmpty() ? length > least : length > lengths.getLast();
      if (more) lengths.add(length);
    }
    return lengths;
  }

  /** Of each beginning, whether no key of the range lies above all that begin so. */
  private List<Boolean> alone(List<String> beginnings) throws InterruptedException {
    List<ListRequest> requests = new ArrayList<>();
    for (String beginning : beginnings) {
      if (asked(beginning)) requests.add(RangeListing.of(bucket, above(beginning)).atMost(1));
    }
    List<ListPage> answers = pages.all(requests);
    List<Boolean> alone = new ArrayList<>();
    int next = 0;
    for (String beginning : beginnings) {
      alone.add(
          !asked(beginning)
              || answers.get(next++).objects().stream().noneMatch(o -> range.holds(o.key())));
    }
    return alone;
  }

  private boolean asked(String beginning) {
    return range.until() == null || KeyOrder.compare(beginning + TOP, range.until()) < 0;
  }

  private Payload.Range above(String beginning) {
    return new Payload.Range(range.prefix(), beginning + TOP, range.until());
  }
}
