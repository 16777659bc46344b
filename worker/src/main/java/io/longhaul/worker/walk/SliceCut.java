package io.longhaul.worker.walk;

import io.longhaul.claim.InHand;
import io.longhaul.job.S3Location;
import io.longhaul.ledger.Settlement;
import io.longhaul.manifest.BadRow;
import io.longhaul.manifest.Columns;
import io.longhaul.manifest.InventoryIndex;
import io.longhaul.manifest.SourceRows;
import io.longhaul.partition.SendingOrder;
import io.longhaul.s3.Got;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.StoreException;
import io.longhaul.time.Deadline;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload.Slice;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a slice of a list: a large one into smaller ones, a small one into units of the keys that
 * its rows name. It copies nothing itself, and holds no more than it hands on.
 */
public final class SliceCut {
  /** A slice of so many bytes makes no more units than one split may hand on. */
  static final long SMALL = 512 * 1024;

  private final UnderWay work;
  private final InHand unit;
  private final Slice slice;
  private final S3Location below;

  /**
   * @param below what the list names lies below it
   */
  public SliceCut(UnderWay work, Slice slice, S3Location below) {
    this.work = work;
    this.unit = work.unit();
    this.slice = slice;
    this.below = below;
  }

  public Outcome run() throws InterruptedException {
    if (unit.leaving()) return released();
    try {
      Columns columns = Columns.of(slice.columns());
      if (columns instanceof Columns.Index) return files();
      if (!slice.gzip() && slice.until() - slice.from() > SMALL) return smaller();
      return rows(columns);
    } catch (StoreException e) {
      boolean itself = unit.leaving() && e.failure().worthRetrying();
      return itself ? released() : failed(e.failure(), String.valueOf(e.getMessage()));
    }
  }

  private static Outcome released() {
    return new Outcome.Released("left before anything was done", Duration.ZERO);
  }

  private Outcome failed(FailureClass failure, String why) {
    return new Outcome.Failed(failure, why);
  }

  private Outcome refused(String what) {
    return failed(
        FailureClass.REFUSED, "s3://%s/%s: %s".formatted(slice.bucket(), slice.key(), what));
  }

  private Outcome smaller() {
    long bytes = slice.until() - slice.from();
    long parts = Math.min(Settlement.Split.MOST_CHILDREN, (bytes + SMALL - 1) / SMALL);
    List<NewUnit> children = new ArrayList<>();
    for (long i = 0; i < parts; i++) {
      long from = slice.from() + bytes * i / parts;
      long until = slice.from() + bytes * (i + 1) / parts;
      children.add(new NewUnit(slice.part(from, until), Tier.SMALL));
    }
    return new Outcome.Split(Tally.NONE, SendingOrder.of(children));
  }

  private Outcome rows(Columns columns) throws InterruptedException {
    SourceRows source = new SourceRows(columns, below.bucket(), below.prefix());
    Optional<ListedObject> there =
        work.retries().send(d -> work.ends().from().head(slice.bucket(), slice.key(), d));
    if (there.isEmpty() || !there.get().etag().equals(slice.etag())) return changed();
    SliceRows rows = new SliceRows(slice, source, unit.job().unit().objects());
    long size = there.get().size();
    try {
      Optional<SliceRows.Read> read =
          work.retries().send(deadline -> rows.read(work.ends().from(), size, deadline));
      return read.isEmpty() ? changed() : outcome(read.get());
    } catch (SliceRows.Wrong e) {
      return refused(String.valueOf(e.getMessage()));
    }
  }

  private static Outcome outcome(SliceRows.Read read) {
    List<NewUnit> children = new ArrayList<>(read.units());
    read.rest().ifPresent(rest -> children.add(new NewUnit(rest, Tier.SMALL)));
    return children.isEmpty()
        ? new Outcome.Done(read.tally())
        : new Outcome.Split(read.tally(), children);
  }

  private Outcome changed() {
    return refused(
        "the list is not there any more, or is not what it was when the run was submitted");
  }

  /** Each file that the manifest of an inventory names leaves as a slice of its own. */
  private Outcome files() throws InterruptedException {
    InventoryIndex index;
    try {
      Optional<String> text = work.retries().send(this::text);
      if (text.isEmpty()) return changed();
      index = InventoryIndex.read(text.get());
    } catch (BadRow e) {
      return refused(String.valueOf(e.getMessage()));
    }
    List<String> files = index.files();
    int from = (int) Math.min(slice.from(), files.size());
    boolean last = files.size() - from <= Settlement.Split.MOST_CHILDREN;
    int to = last ? files.size() : from + Settlement.Split.MOST_CHILDREN - 1;
    List<NewUnit> children = new ArrayList<>();
    for (String file : files.subList(from, to)) {
      Optional<ListedObject> there =
          work.retries().send(deadline -> work.ends().from().head(index.bucket(), file, deadline));
      if (there.isEmpty())
        return refused("names s3://%s/%s, which is not there".formatted(index.bucket(), file));
      if (there.get().size() == 0) continue;
      boolean gzip = file.endsWith(".gz");
      children.add(
          new NewUnit(
              new Slice(
                  index.bucket(),
                  file,
                  there.get().etag(),
                  index.columns().toString(),
                  gzip,
                  0,
                  gzip ? Long.MAX_VALUE : there.get().size()),
              Tier.SMALL));
    }
    if (!last) children.add(new NewUnit(slice.part(to, Long.MAX_VALUE), Tier.SMALL));
    return children.isEmpty()
        ? new Outcome.Done(Tally.NONE)
        : new Outcome.Split(Tally.NONE, children);
  }

  private Optional<String> text(Deadline deadline) throws InterruptedException {
    Got got = work.ends().from().get(slice.bucket(), slice.key(), slice.etag(), deadline);
    if (!(got instanceof Got.Content content)) return Optional.empty();
    try (InputStream stream = content.stream()) {
      byte[] bytes = stream.readNBytes(InventoryIndex.LARGEST);
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw SliceRows.cutOff(e);
    }
  }
}
