package io.longhaul.ledger;

import io.longhaul.unit.RunName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Recounts a run: its units' rows against its counter rows, stages, sessions and index words; it
 * changes nothing.
 *
 * <p>Rows and counters are not read at one instant. A difference is found only if it was the same
 * in two rounds, over which no counter of that stage changed; a stage that keeps changing is named
 * as moving, and nothing is said of its counters. What it holds in memory does not grow with the
 * units, nor with the stages.
 */
public final class Audit {
  /** So many stages are recounted by one reading of the units; more take one reading more. */
  private static final int MOST_STAGES = 5_000;

  private static final int PAGE = 500;

  /** A stage that has changed in each of so many rounds is moving. */
  private static final int ROUNDS = 4;

  private final Table table;
  private final Units units;
  private final Stages stages;
  private final Sessions sessions;
  private final int mostStages;

  Audit(Table table, Units units, Stages stages, Sessions sessions) {
    this(table, units, stages, sessions, MOST_STAGES);
  }

  Audit(Table table, Units units, Stages stages, Sessions sessions, int mostStages) {
    this.table = table;
    this.units = units;
    this.stages = stages;
    this.sessions = sessions;
    this.mostStages = mostStages;
  }

  /**
   * What it came to.
   *
   * @param units rows that were read
   * @param moving stages that kept changing, of whose counters nothing is said
   */
  public record Audited(long units, long stages, long findings, long moving) {}

  /**
   * Tells {@code found} of each disagreement, as it is found.
   *
   * @throws InterruptedException between two pages
   */
  public Audited audit(RunName run, Consumer<Finding> found) throws InterruptedException {
    long[] findings = {0};
    Consumer<Finding> counted =
        finding -> {
          findings[0]++;
          found.accept(finding);
        };
    RowAudit rows = new RowAudit(table, sessions, run, counted);
    long read = 0;
    long recounted = 0;
    long moving = 0;
    String after = "";
    while (true) {
      List<Row> page = stages(run, after);
      boolean last = page.size() < mostStages;
      Span span =
          new Span(after, last ? null : page.getLast().key().sort().substring("S#".length()));
      Map<String, StageAudit> ofPage = new TreeMap<>();
      if (span.first()) ofPage.put(Stages.ROOT, StageAudit.root(table, run));
      for (Row row : page) {
        StageAudit stage = StageAudit.of(table, run, row);
        ofPage.put(stage.name(), stage);
      }
      long inPage = recount(run, span, ofPage, rows, counted);
      if (span.first()) read = inPage;
      recounted += ofPage.size();
      moving += ofPage.values().stream().filter(StageAudit::moving).count();
      if (span.until() == null) return new Audited(read, recounted, findings[0], moving);
      after = span.until();
    }
  }

  /**
   * The names of stages that one reading of the units is about.
   *
   * @param until null: to the end
   */
  private record Span(String after, @Nullable String until) {
    boolean first() {
      return after.isEmpty();
    }

    boolean holds(String stage) {
      return stage.compareTo(after) > 0 && (until == null || stage.compareTo(until) <= 0);
    }
  }

  private List<Row> stages(RunName run, String after) {
    List<Row> all = new ArrayList<>();
    String from = after;
    while (all.size() < mostStages) {
      int most = Math.min(PAGE, mostStages - all.size());
      List<Row> page = stages.all(run, most, from);
      all.addAll(page);
      if (page.size() < most) break;
      from = page.getLast().key().sort().substring("S#".length());
    }
    return all;
  }

  /** How many rows of units there are. */
  private long recount(
      RunName run,
      Span span,
      Map<String, StageAudit> ofPage,
      RowAudit rows,
      Consumer<Finding> found)
      throws InterruptedException {
    long read = 0;
    Collection<StageAudit> left = ofPage.values();
    for (int round = 0; round < ROUNDS && !left.isEmpty(); round++) {
      left.forEach(StageAudit::begin);
      boolean first = round == 0;
      long inRound =
          each(
              run,
              page -> {
                if (first && span.first()) rows.check(page);
                for (UnitRow unit : page) count(run, unit, span, ofPage, first, found);
              });
      if (first) read = inRound;
      left = left.stream().filter(stage -> !stage.end(found)).toList();
    }
    return read;
  }

  private void count(
      RunName run,
      UnitRow unit,
      Span span,
      Map<String, StageAudit> ofPage,
      boolean first,
      Consumer<Finding> found) {
    if (!(unit.row().attributes().get(UnitRow.STAGE) instanceof String name)) return;
    StageAudit stage = ofPage.get(name);
    if (stage != null) {
      stage.count(unit);
    } else if (first
        && !name.equals(Stages.ROOT)
        && span.holds(name)
        && stages.find(run, name).isEmpty()) {
      found.accept(
          new Finding(
              Finding.Sort.COUNTERS,
              "unit " + unit.row().key().sort().substring("U#".length()),
              "counts in stage %s, which is not there".formatted(name)));
    }
  }

  private long each(RunName run, Consumer<List<UnitRow>> show) throws InterruptedException {
    long read = 0;
    Key after = null;
    while (true) {
      if (Thread.interrupted()) throw new InterruptedException();
      List<UnitRow> page = units.page(run, after, PAGE);
      read += page.size();
      show.accept(page);
      if (page.size() < PAGE) return read;
      after = page.getLast().row().key();
    }
  }
}
