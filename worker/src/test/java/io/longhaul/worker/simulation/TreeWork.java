package io.longhaul.worker.simulation;

import io.longhaul.job.Job;
import io.longhaul.job.NoopJob;
import io.longhaul.job.UnitBudget;
import io.longhaul.ledger.Table;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Tally;
import java.util.List;
import java.util.SplittableRandom;

/** Things that are nowhere but in the ledger, cut up in every way there is. */
final class TreeWork implements Work {
  private final SplittableRandom random;
  private final Faults faults;
  private final int objects;
  private final boolean tolerant;
  private final List<String> violations;

  TreeWork(SplittableRandom random, Faults faults, boolean tolerant, List<String> violations) {
    this.random = random;
    this.faults = faults;
    this.tolerant = tolerant;
    this.violations = violations;
    this.objects = 1 + random.nextInt(20);
  }

  @Override
  public Job job() {
    return new Job(new NoopJob(objects, 1, 2), UnitBudget.DEFAULT);
  }

  @Override
  public Skill skill(SimulatedProcess process, Table table) {
    Tree tree = new Tree(process, random, faults, objects, tolerant, table, violations);
    return new Skill(tree, tree);
  }

  @Override
  public List<String> audit(Table table, Tally tally) {
    boolean whole = tally.objects(Fate.UNKNOWN) == 0;
    long accounted =
        tally.objects(Fate.COPIED)
            + tally.objects(Fate.DEAD)
            + tally.objects(Fate.CANCELLED)
            + tally.objects(Fate.SKIPPED);
    return whole && (accounted != tally.objects(Fate.LISTED) || accounted < objects)
        ? List.of("%d objects, the tally accounts for %d: %s".formatted(objects, accounted, tally))
        : List.of();
  }
}
