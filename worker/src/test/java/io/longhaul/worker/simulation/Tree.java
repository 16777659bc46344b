package io.longhaul.worker.simulation;

import io.longhaul.claim.InHand;
import io.longhaul.claim.UnitHandler;
import io.longhaul.job.Job;
import io.longhaul.job.NoopJob;
import io.longhaul.kind.Kind;
import io.longhaul.ledger.LedgerAudit;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.UnitRow;
import io.longhaul.unit.Claim;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload;
import io.longhaul.unit.Payload.Items;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A kind whose units do, split, fail, dawdle and throw as the seed decides, with stages and
 * without: it stands for every kind there will be.
 */
final class Tree implements Kind, UnitHandler {
  private static final String NEXT = "next:";

  private final SplittableRandom random;
  private final Faults faults;
  private final int objects;
  private final boolean tolerant;
  private final Table table;
  private final List<String> violations;
  private final SimulatedProcess process;
  private final double deadly;
  private int running;

  /** Units at once that a worker has slots for. */
  static final int SLOTS = 3;

  Tree(
      SimulatedProcess process,
      SplittableRandom random,
      Faults faults,
      int objects,
      boolean tolerant,
      Table table,
      List<String> violations) {
    this.process = process;
    this.deadly = faults.deadly;
    this.random = random;
    this.faults = faults;
    this.objects = objects;
    this.tolerant = tolerant;
    this.table = table;
    this.violations = violations;
  }

  @Override
  public String name() {
    return NoopJob.KIND;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public boolean nextToleratesRedrive() {
    return tolerant;
  }

  /** Two objects a cut; the last child is the rest, as long as there is one. */
  @Override
  public Outcome.Split cut(Job job, Payload.Root root) {
    List<NewUnit> children = new ArrayList<>();
    long from = root.from();
    Tally tally = Tally.NONE;
    while (from < objects && children.size() < 3) {
      List<String> ids = new ArrayList<>();
      for (long id = from; id < Math.min(objects, from + 3); id++) ids.add("o" + id);
      children.add(new NewUnit(new Items(ids), Tier.SMALL));
      tally = tally.with(Fate.LISTED, ids.size(), 0).with(Fate.FORWARDED, ids.size(), 0);
      from += ids.size();
    }
    if (from < objects) children.add(new NewUnit(new Payload.Root(from), Tier.SMALL));
    return new Outcome.Split(tally, children);
  }

  @Override
  public Outcome handle(InHand unit) throws InterruptedException {
    if (++running > SLOTS) violations.add(running + " units at once, " + SLOTS + " slots");
    try {
      return tried(unit);
    } finally {
      running--;
    }
  }

  private Outcome tried(InHand unit) throws InterruptedException {
    Claim claim = unit.claim();
    List<String> ids = ((Items) claim.payload()).ids();
    if (ids.getFirst().startsWith(NEXT)) checkThatItsStageIsClosed(claim);
    if (random.nextInt(3) == 0) unit.time().sleep(Duration.ofMillis(random.nextInt(20_000)));
    if (!faults.over() && random.nextInt(40) == 0) unit.time().sleep(Duration.ofMinutes(3));
    unit.effect();
    faults.unitStep(process);
    Tally received = Tally.of(Fate.RECEIVED, ids.size(), 0);
    if (ids.size() > 1 && random.nextBoolean()) return split(claim, ids, received);
    if (!faults.over()) {
      if (faults.permissionLost() || random.nextDouble() < deadly) {
        return new Outcome.Failed(FailureClass.DENIED, "as the seed wants it");
      }
      switch (random.nextInt(20)) {
        case 0 -> {
          return new Outcome.Failed(FailureClass.UNAVAILABLE, "as the seed wants it");
        }
        case 1 -> {
          return new Outcome.Released(
              "as the seed wants it", Duration.ofSeconds(random.nextInt(1200)));
        }
        case 2 -> throw new IllegalStateException("as the seed wants it");
        default -> {}
      }
    }
    return new Outcome.Done(received.with(Fate.COPIED, ids.size(), 0));
  }

  private Outcome split(Claim claim, List<String> ids, Tally received) {
    int done = random.nextInt(ids.size());
    List<String> rest = ids.subList(done, ids.size());
    int pieces = done == 0 ? 2 : 1 + random.nextInt(Math.min(3, rest.size()));
    List<NewUnit> children = new ArrayList<>();
    int size = Math.ceilDiv(rest.size(), pieces);
    for (int from = 0; from < rest.size(); from += size) {
      children.add(
          new NewUnit(
              new Items(rest.subList(from, Math.min(rest.size(), from + size))), Tier.SMALL));
    }
    Tally tally = received.with(Fate.COPIED, done, 0).with(Fate.FORWARDED, rest.size(), 0);
    if (random.nextBoolean()) return new Outcome.Split(tally, children);
    NewUnit next = new NewUnit(new Items(List.of(NEXT + claim.ref().unit())), Tier.SMALL);
    tally = tally.with(Fate.LISTED, 1, 0).with(Fate.FORWARDED, 1, 0);
    return new Outcome.Split(tally, children, Optional.of(next));
  }

  private void checkThatItsStageIsClosed(Claim claim) {
    RunName run = claim.ref().run();
    String stage = ((Items) claim.payload()).ids().getFirst().substring(NEXT.length());
    for (UnitRow unit : new LedgerAudit(table).units(run).values()) {
      if (unit.stage().equals(stage) && unit.state().open()) {
        violations.add("next of stage " + stage + " runs while " + unit.ref() + " is open");
      }
    }
  }
}
