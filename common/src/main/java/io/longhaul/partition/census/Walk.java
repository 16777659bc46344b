package io.longhaul.partition.census;

import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.unit.Payload;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Estimates what was not seen of a part by one random descent: it draws a piece, counts what a page
 * shows of it, and goes on in what the page does not show; what it counts weighs as much as it was
 * unlikely to be drawn.
 *
 * <p>That is right on average whatever the keys are: D. E. Knuth, "Estimating the efficiency of
 * backtrack programs", Mathematics of Computation 29 (1975), theorem 1.
 */
final class Walk implements Asking {
  /** A piece shall fill about so much of a page: few are then empty, and few take a second one. */
  private static final double FILLED = 0.4;

  /** Going deeper than this at once would pass by places where a page can see all there is. */
  private static final double MOST_PIECES = 6;

  /** Closer to 0 a share of the key space is not told apart from none. */
  private static final double FINEST = 1e-9;

  private final Frame frame;
  private final RandomGenerator random;
  private final boolean wide;
  private Cell cell;
  private double weight;
  private Amount counted = Amount.NONE;
  private boolean ended;

  /**
   * @param wide whether to look for letters too that were not seen yet
   */
  Walk(Frame frame, Part part, boolean wide, RandomGenerator random) {
    this.frame = frame;
    this.random = random;
    this.wide = wide;
    this.cell = draw(part.rest(), part.prefix(), part.guess(frame.letters()));
    this.weight = 1 / cell.chance();
  }

  private Cell draw(Payload.Range range, String prefix, double guess) {
    double pieces = Math.min(MOST_PIECES, guess / (FILLED * frame.pageKeys()));
    return new Draw(range, prefix, frame.letters(), random).cell(pieces, wide);
  }

  /** What the part holds that was not seen, by this descent. */
  Amount counted() {
    return counted;
  }

  @Override
  public Optional<ListRequest> next() {
    return ended ? Optional.empty() : Optional.of(frame.request(cell.range()));
  }

  @Override
  public void take(ListPage page) {
    List<ListedObject> held =
        page.objects().stream().filter(object -> cell.range().holds(object.key())).toList();
    counted = counted.plus(frame.counted(held).times(weight));
    boolean all = held.size() < page.objects().size() || page.next() == null;
    ended = all || held.isEmpty();
    if (!ended) goOn(held);
  }

  private void goOn(List<ListedObject> page) {
    Payload.Range whole = cell.range();
    String last = page.getLast().key();
    int from = whole.prefix().length();
    Letters letters = frame.letters();
    double begin = letters.position(whole.after(), from);
    double at = letters.position(last, from);
    double end = whole.until() == null ? 1 : letters.position(whole.until(), from);
    double guess = page.size() * Math.max(0, end - at) / Math.max(FINEST, at - begin);
    cell = draw(new Payload.Range(whole.prefix(), last, whole.until()), cell.prefix(), guess);
    weight /= cell.chance();
  }
}
