package io.longhaul.partition.census;

import io.longhaul.partition.RangeListing;
import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes a part to pieces: from the beginning that its first keys have in common it skips to the
 * next key that begins otherwise, and so on; each beginning is a part of its own.
 */
final class Expansion implements Asking {
  /** So many pieces are a good picture; what follows them is one piece more. */
  private static final int MOST = 40;

  private final Frame frame;
  private final Part part;
  private final List<Part> pieces = new ArrayList<>();
  private @Nullable String past;
  private @Nullable Part pending;
  private int open;
  private boolean ended;

  Expansion(Frame frame, Part part) {
    this.frame = frame;
    this.part = part;
    this.past = part.past();
    if (!part.page().isEmpty()) sweep(part.page(), false);
  }

  @Override
  public Optional<ListRequest> next() {
    if (ended) return Optional.empty();
    if (pending != null) return Optional.of(pending.request(frame));
    if (open >= MOST) return Optional.empty();
    return Optional.of(Part.unseen(part.prefix(), past).request(frame));
  }

  @Override
  public void take(ListPage page) {
    Part own = pending;
    if (own == null) {
      sweep(page.objects(), page.next() == null);
      return;
    }
    pending = null;
    past = own.prefix();
    add(own.seen(page, frame));
  }

  /** All pieces, those too that were not looked at: together they are the part. */
  List<Part> pieces() {
    List<Part> all = new ArrayList<>(pieces);
    if (ended) return all;
    if (pending != null) all.add(pending);
    String behind = pending != null ? pending.prefix() : past;
    all.add(Part.unseen(part.prefix(), behind));
    return all;
  }

  private void sweep(List<ListedObject> page, boolean whole) {
    int from = 0;
    while (from < page.size() && passed(page.get(from).key())) from++;
    if (from == page.size() && !whole) {
      open = MOST; // nothing new on a page: what follows stays one piece
      return;
    }
    while (from < page.size()) {
      String begins = piece(page, from);
      boolean self = begins.equals(part.prefix());
      int to = from + 1;
      while (to < page.size() && !self && page.get(to).key().startsWith(begins)) to++;
      boolean cutOff = to == page.size() && !whole && !self;
      Part piece = Part.unseen(begins, null);
      if (cutOff && from > 0) {
        pending = piece;
        return;
      }
      List<ListedObject> own = page.subList(from, to);
      add(piece.seen(new ListPage(own, List.of(), cutOff ? "more" : null), frame));
      if (!self) past = begins;
      from = to;
    }
    ended = whole;
  }

  private boolean passed(String key) {
    return past != null && key.startsWith(past);
  }

  /** What the next piece begins with: as much as tells it from what was passed. */
  private String piece(List<ListedObject> page, int at) {
    String key = page.get(at).key();
    int common = part.prefix().length();
    if (past != null) {
      common = RangeListing.commonPrefix(past, key).length();
    } else if (at == 0) {
      int all = RangeListing.commonPrefix(key, page.getLast().key()).length();
      if (all > common) return key.substring(0, all);
    }
    if (common >= key.length()) return key;
    return key.substring(0, key.offsetByCodePoints(common, 1));
  }

  private void add(Part piece) {
    pieces.add(piece);
    if (!piece.whole()) open++;
  }
}
