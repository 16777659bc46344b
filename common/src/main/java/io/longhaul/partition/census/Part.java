package io.longhaul.partition.census;

import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.unit.Payload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the key space: what begins with a prefix, less what begins with {@code past} or comes
 * before that.
 *
 * @param looked what was seen of it; null: nothing yet
 */
record Part(String prefix, @Nullable String past, @Nullable Looked looked) {
  /** Above all that begins as the text before it does. */
  private static final String TOP = Character.toString(Character.MAX_CODE_POINT);

  /** Shares below this are no better known than this. */
  private static final double FINEST = 1e-9;

  /**
   * What was seen of a part.
   *
   * @param page its first objects; empty if it is whole
   * @param seen what counts of them, and of what came behind them if it is whole
   * @param whole whether that is all of it
   * @param slices of it if it is whole
   * @param misleading whether it went on when by its first objects it was nearly over
   */
  record Looked(
      List<ListedObject> page, Amount seen, boolean whole, boolean misleading, List<Slice> slices) {
    /** All that there is. */
    static Looked whole(List<ListedObject> objects, Frame frame) {
      return new Looked(
          List.of(), frame.counted(objects), true, false, Slice.of(frame.held(objects)));
    }

    /** The beginning of more. */
    static Looked begun(List<ListedObject> page, Amount seen, boolean misleading) {
      return new Looked(page, seen, false, misleading, List.of());
    }
  }

  static Part unseen(String prefix, @Nullable String past) {
    return new Part(prefix, past, null);
  }

  Part seen(Looked looked) {
    return new Part(prefix, past, looked);
  }

  /** What it is when this is its first page. */
  Part seen(ListPage page, Frame frame) {
    List<ListedObject> objects = page.objects();
    return seen(
        page.next() == null
            ? Looked.whole(objects, frame)
            : Looked.begun(objects, frame.counted(objects), false));
  }

  ListRequest request(Frame frame) {
    return frame.request(new Payload.Range(prefix, above(), null));
  }

  private String above() {
    return past == null ? "" : past + TOP;
  }

  boolean whole() {
    return looked != null && looked.whole();
  }

  boolean misleading() {
    return looked != null && looked.misleading();
  }

  Amount seen() {
    return looked == null ? Amount.NONE : looked.seen();
  }

  List<ListedObject> page() {
    return looked == null ? List.of() : looked.page();
  }

  /** What of it was not seen. */
  Payload.Range rest() {
    String after = page().isEmpty() ? above() : page().getLast().key();
    return new Payload.Range(prefix, after, null);
  }

  /** About how many objects were not seen, if names were spread evenly over their letters. */
  double guess(Letters letters) {
    if (page().isEmpty()) return 0;
    double from = past == null ? 0 : letters.position(above(), prefix.length());
    double to = letters.position(page().getLast().key(), prefix.length());
    return Math.max(1, page().size() * Math.max(1 - to, 0) / Math.max(to - from, FINEST));
  }

  /** Where it lies, when it holds so many that were not all seen. */
  Slice slice(double objects) {
    return new Slice(past == null ? prefix : above(), prefix + TOP, objects);
  }

  /** Where all of it lies, if it is whole. */
  List<Slice> slices() {
    return looked == null ? List.of() : looked.slices();
  }
}
