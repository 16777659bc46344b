package io.longhaul.ledger;

import static io.longhaul.ledger.Attributes.INDEX_SORT;

import io.longhaul.unit.FailureClass;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What the index shows of a run's units: hints, which every write that follows checks. */
public final class OpenUnits {
  /** A message that was sent longer ago than this may be lost, however full the queue. */
  public static final Duration RESEND_AFTER = Duration.ofMinutes(30);

  private static final int PAGE = 1000;

  /** So many pages of units that are not due yet are looked through for some that are. */
  private static final int MOST_PAGES = 32;

  /** So many unannounced units of a slice are told from those that were announced meanwhile. */
  private static final int MOST_REMEMBERED = 10_000;

  private final Table table;
  private final BadRows bad;

  OpenUnits(Table table, BadRows bad) {
    this.table = table;
    this.bad = bad;
  }

  /**
   * Where a look at a run's units of one sort ended at its limit, so that the next begins there and
   * none is behind the limit for ever. One thread at a time.
   */
  public static final class Place {
    private int slice;
    private String from = "";

    private void set(int slice, String from) {
      this.slice = slice;
      this.from = from;
    }
  }

  /** A pending unit, and when its message was sent last (the epoch: never). */
  public record Pending(UnitRef ref, Tier tier, Instant due, Instant sent) {
    public boolean neverSent() {
      return sent.equals(UnitRow.NEVER);
    }
  }

  /** A unit held by a session, under this fence. */
  public record Running(UnitRef ref, WorkerId worker, long fence) {}

  /** A unit that waits for a stage to close. */
  public record Waiting(UnitRef ref, String stage) {}

  /** A dead unit, and whether its notice went out. */
  public record Dead(UnitRef ref, Tier tier, String failure, boolean noticed) {}

  /**
   * Pending units whose message was never sent and that are due, and those whose message is older
   * than {@code age}; the oldest of each slice first, at most about {@code limit}.
   */
  public List<Pending> toSend(RunName run, Instant now, Duration age, int limit) {
    Instant look = now.plus(RESEND_AFTER.minus(age));
    List<Pending> found = new ArrayList<>();
    int perSlice = Math.ceilDiv(limit, LedgerKeys.SLICES);
    for (int slice = 0; slice < LedgerKeys.SLICES; slice++) {
      int enough = found.size() + perSlice;
      String partition = LedgerKeys.indexPartition(run, slice);
      String from = "P#";
      String to = LedgerKeys.pendingFrom(look.plusMillis(1));
      for (int page = 0; page < MOST_PAGES && found.size() < enough; page++) {
        List<Row> rows = table.index(partition, from, to, perSlice);
        for (Pending unit : bad.read(rows, row -> pending(run, row))) {
          // what is not due yet and was never sent lies in between when the age is short
          boolean later = unit.neverSent() && unit.due().isAfter(now);
          if (!later && found.size() < enough) found.add(unit);
        }
        if (rows.size() < perSlice) break;
        from = rows.getLast().text(INDEX_SORT) + " ";
      }
    }
    return found;
  }

  private static Pending pending(RunName run, Row row) {
    return new Pending(
        ref(run, row),
        Tier.valueOf(row.text(UnitRow.TIER)),
        Instant.ofEpochMilli(row.number(UnitRow.DUE)),
        Instant.ofEpochMilli(row.number(UnitRow.SENT)));
  }

  /** Pending units, due or not. */
  public List<UnitRef> pending(RunName run, int limit, Place place) {
    return bad.read(all(run, "P#", limit, place), row -> ref(run, row));
  }

  public List<Running> running(RunName run, int limit) {
    return running(run, limit, new Place());
  }

  public List<Running> running(RunName run, int limit, Place place) {
    return bad.read(
        all(run, "R#", limit, place),
        row -> {
          WorkerId worker = new WorkerId(row.text(UnitRow.WORKER));
          return new Running(ref(run, row), worker, row.number(UnitRow.FENCE));
        });
  }

  public List<Waiting> waiting(RunName run, int limit) {
    return waiting(run, limit, new Place());
  }

  public List<Waiting> waiting(RunName run, int limit, Place place) {
    return bad.read(
        all(run, "W#", limit, place),
        row -> {
          String sort = row.text(INDEX_SORT);
          String stage = sort.substring("W#".length(), sort.lastIndexOf('#'));
          return new Waiting(ref(run, row), stage);
        });
  }

  /** Dead units, those without a notice first. */
  public List<Dead> dead(RunName run, int limit) {
    List<Dead> found = new ArrayList<>(unnoticed(run, limit, new Place()));
    List<Row> noticed = all(run, "D#", limit - found.size(), new Place());
    found.addAll(bad.read(noticed, row -> dead(run, row, true)));
    return found;
  }

  /**
   * Shows dead units one by one until {@code goOn} says no; what it keeps in memory does not grow
   * with them. One that is announced at that moment is shown once, among the first 10,000 of a
   * slice that are not announced yet.
   *
   * @param failure only those of this class; empty: of any
   */
  public void eachDead(RunName run, Optional<FailureClass> failure, Predicate<Dead> goOn) {
    String word = failure.map(of -> of.word() + "#").orElse("");
    for (int slice = 0; slice < LedgerKeys.SLICES; slice++) {
      String partition = LedgerKeys.indexPartition(run, slice);
      Set<UnitRef> shown = new HashSet<>();
      Predicate<Dead> first =
          unit -> {
            if (shown.size() < MOST_REMEMBERED) shown.add(unit.ref());
            return goOn.test(unit);
          };
      Predicate<Dead> then = unit -> shown.contains(unit.ref()) || goOn.test(unit);
      if (!eachDead(run, partition, "N#" + word, first)) return;
      if (!eachDead(run, partition, "D#" + word, then)) return;
    }
  }

  private boolean eachDead(RunName run, String partition, String prefix, Predicate<Dead> goOn) {
    String from = prefix;
    while (true) {
      List<Row> page = table.index(partition, from, prefix + LedgerKeys.END, PAGE);
      boolean noticed = prefix.startsWith("D#");
      for (Dead unit : bad.read(page, row -> dead(run, row, noticed))) {
        if (!goOn.test(unit)) return false;
      }
      if (page.size() < PAGE) return true;
      from = page.getLast().text(INDEX_SORT) + " ";
    }
  }

  /** Dead units that were not announced in the dead-letter queue yet. */
  public List<Dead> unnoticed(RunName run, int limit, Place place) {
    return bad.read(all(run, "N#", limit, place), row -> dead(run, row, false));
  }

  private static Dead dead(RunName run, Row row, boolean noticed) {
    Tier tier = Tier.valueOf(row.text(UnitRow.TIER));
    return new Dead(ref(run, row), tier, row.text(UnitRow.CLASS), noticed);
  }

  private List<Row> all(RunName run, String prefix, int limit, Place place) {
    List<Row> rows = new ArrayList<>();
    String begin = place.from.isEmpty() ? prefix : place.from;
    int first = place.slice;
    place.set(0, "");
    // the slice that the look begins within comes twice: from there on, and up to there
    int parts = begin.equals(prefix) ? LedgerKeys.SLICES : LedgerKeys.SLICES + 1;
    for (int part = 0; part < parts; part++) {
      int slice = (first + part) % LedgerKeys.SLICES;
      String from = part == 0 ? begin : prefix;
      String to = part == LedgerKeys.SLICES ? begin : prefix + LedgerKeys.END;
      while (true) {
        if (rows.size() >= limit) {
          place.set(slice, from);
          return rows;
        }
        int most = Math.min(PAGE, limit - rows.size());
        List<Row> page = table.index(LedgerKeys.indexPartition(run, slice), from, to, most);
        rows.addAll(page);
        if (page.size() < most) break;
        from = page.getLast().text(INDEX_SORT) + " ";
      }
    }
    return rows;
  }

  private static UnitRef ref(RunName run, Row row) {
    String sort = row.text(INDEX_SORT);
    return new UnitRef(run, new UnitId(sort.substring(sort.lastIndexOf('#') + 1)));
  }
}
