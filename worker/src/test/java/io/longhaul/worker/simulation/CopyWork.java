package io.longhaul.worker.simulation;

import io.longhaul.claim.UnitHandler;
import io.longhaul.job.Accesses;
import io.longhaul.job.Alphabet;
import io.longhaul.job.CopyOptions;
import io.longhaul.job.CopyOptions.Compare;
import io.longhaul.job.CopyOptions.Mode;
import io.longhaul.job.CopyOptions.Route;
import io.longhaul.job.CopyOptions.WhenTargetNewer;
import io.longhaul.job.Cut;
import io.longhaul.job.Job;
import io.longhaul.job.Keep;
import io.longhaul.job.S3CopyJob;
import io.longhaul.job.S3Location;
import io.longhaul.job.Selection;
import io.longhaul.job.UnitBudget;
import io.longhaul.kind.S3Copy;
import io.longhaul.ledger.Table;
import io.longhaul.pattern.KeyPattern;
import io.longhaul.pattern.Rename;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.PartSizes;
import io.longhaul.unit.Tally;
import io.longhaul.unit.WorkerId;
import io.longhaul.worker.copy.CopyHandler;
import io.longhaul.worker.walk.CopySettings;
import io.longhaul.worker.walk.CopyStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * Objects that the real handler of {@code s3-copy} copies between two buckets, while somebody else
 * rewrites sources and writes to targets.
 */
final class CopyWork implements Work {
  /** The targets' old objects, the sources, and what came to the targets since; then the run. */
  private static final Duration BETWEEN = Duration.ofSeconds(10);

  private static final List<Cut> CUTS =
      List.of(
          new Cut.Hex(new Alphabet("ABC"), 1),
          new Cut.Hex(new Alphabet("MN"), 1),
          new Cut.Prefixes(List.of("A", "B", "C")));

  /** Names of every third place, and of whole cuts and prefixes. */
  private static final Selection SOME =
      new Selection(
          List.of(KeyPattern.parse("[AC]**"), KeyPattern.parse("B*")),
          List.of(KeyPattern.parse("?*[369]"), KeyPattern.parse("re:C[0-9]+")),
          null,
          null,
          null,
          null);

  private static final Pattern UNMEANT = Pattern.compile("C.*|.*[369]");
  private static final List<String> FIRST = List.of("A", "B", "C");
  private static final int[] BUDGETS = {2, 5, 1_000};
  private static final int[] OUTSIDERS_PAUSES = {0, 5_000, 30_000, 120_000};

  private final Scheduler scheduler;
  private final SplittableRandom random;
  private final Faults faults;
  private final Sabotage sabotage;
  private final List<String> violations;
  private final List<String> names = new ArrayList<>();
  final SimulatedS3 s3;
  private final CopySettings settings;
  private final Job job;
  private final CopyAudit audit;

  /** Whether anybody but the workers writes to targets once the sources are there. */
  private final boolean foreigners;

  CopyWork(
      Scheduler scheduler,
      Faults faults,
      Sabotage sabotage,
      SimulatedProcess cloud,
      SimulatedProcess outsider,
      List<String> violations) {
    this.scheduler = scheduler;
    this.random = scheduler.random;
    this.faults = faults;
    this.sabotage = sabotage;
    this.violations = violations;
    this.s3 = new SimulatedS3(cloud, 2 + random.nextInt(4), violations);
    this.settings = inParts(new CopySettings(1 + random.nextInt(4), 2, Duration.ofSeconds(1), 3));
    int objects = 1 + random.nextInt(30);
    int heads = 1 + random.nextInt(FIRST.size());
    for (int i = 0; i < objects; i++) {
      names.add(FIRST.get(random.nextInt(heads)) + "%02d".formatted(i));
    }
    this.job = job(random);
    this.s3.turned = options(job).copy().rename() != null;
    this.audit =
        new CopyAudit(s3, names, name -> !filters(job) || !UNMEANT.matcher(name).matches());
    this.foreigners = random.nextBoolean();
    populate();
    int pause = OUTSIDERS_PAUSES[random.nextInt(OUTSIDERS_PAUSES.length)];
    if (pause > 0) outsider.start("outsider", () -> interfere(outsider, pause));
  }

  /** In every third world objects are copied in parts, the larger of them or all. */
  private CopySettings inParts(CopySettings settings) {
    if (random.nextInt(3) > 0) return settings;
    int above = random.nextBoolean() ? 4 : 7;
    return settings.with(new PartSizes(above, 1 + random.nextInt(4), 1 + random.nextInt(3)));
  }

  @Override
  public Job job() {
    return job;
  }

  private static S3CopyJob options(Job job) {
    return (S3CopyJob) job.options();
  }

  private static boolean filters(Job job) {
    return !options(job).select().equals(Selection.ALL);
  }

  private static Job job(SplittableRandom random) {
    Selection select = random.nextInt(4) == 0 ? SOME : Selection.ALL;
    Rename rename = random.nextInt(6) == 0 ? SimulatedS3.TURNED : null;
    Route route = random.nextBoolean() ? Route.SERVER_SIDE : Route.STREAMED;
    S3CopyJob copy =
        new S3CopyJob(
            new S3Location(SimulatedS3.FROM, SimulatedS3.IN),
            new S3Location(SimulatedS3.TO, SimulatedS3.OUT),
            CUTS.get(random.nextInt(CUTS.size())),
            select,
            new CopyOptions(route, Mode.CHANGED, Compare.ETAG, WhenTargetNewer.KEEP, rename),
            Keep.DEFAULT,
            Accesses.USUAL);
    return new Job(copy, new UnitBudget(BUDGETS[random.nextInt(BUDGETS.length)], 60, 5));
  }

  private void populate() {
    List<String> kept = new ArrayList<>();
    List<String> equal = new ArrayList<>();
    for (String name : names) {
      switch (random.nextInt(6)) {
        case 0 -> s3.writeStale(name);
        case 1 -> equal.add(name);
        case 2 -> {
          if (foreigners) kept.add(name);
        }
        default -> {}
      }
    }
    scheduler.at(BETWEEN.toNanos(), () -> names.forEach(s3::rewrite));
    scheduler.at(
        2 * BETWEEN.toNanos(),
        () -> {
          equal.forEach(s3::writeEqual);
          kept.forEach(s3::writeForeign);
        });
  }

  @Override
  public Duration begins() {
    return BETWEEN.multipliedBy(4);
  }

  private void interfere(SimulatedProcess outsider, int mostMillis) {
    try {
      outsider.sleep(begins());
      while (!faults.over()) {
        outsider.sleep(Duration.ofMillis(1 + random.nextInt(mostMillis)));
        String name = names.get(random.nextInt(names.size()));
        if (foreigners && random.nextInt(4) == 0) s3.writeForeign(name);
        else s3.rewrite(name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Skill skill(SimulatedProcess process, Table table) {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Random jitter = new Random(random.nextLong());
    UnitHandler handler =
        unit -> {
          audit.begun(unit.claim());
          // a handler for each unit, so that what goes through its stores is the unit's own
          CopyStores.Pair stores = stores(process, table, unit.claim().worker());
          return new CopyHandler(_ -> stores, sabotage.copies(settings), registry, jitter)
              .handle(unit);
        };
    return new Skill(new S3Copy(), handler);
  }

  private CopyStores.Pair stores(SimulatedProcess process, Table table, WorkerId worker) {
    SessionWatch session =
        new SessionWatch(table, process, worker, World.SESSION.margin(), violations);
    UnitMemory memory = new UnitMemory(s3, settings, violations);
    ObjectStore store = sabotage.store(new FaultyStore(process, s3, faults, memory, session));
    return new CopyStores.Pair(store, store);
  }

  @Override
  public boolean quiet() {
    return s3.quiet();
  }

  @Override
  public List<String> audit(Table table, Tally tally) {
    return audit.findings(table, tally);
  }
}
