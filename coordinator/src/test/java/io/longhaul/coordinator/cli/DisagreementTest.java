package io.longhaul.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.claim.SessionSettings;
import io.longhaul.claim.SweepSettings;
import io.longhaul.claim.Sweeper;
import io.longhaul.coordinator.cli.World.Ran;
import io.longhaul.ledger.Change;
import io.longhaul.ledger.ClaimAnswer;
import io.longhaul.ledger.Key;
import io.longhaul.ledger.LedgerAudit;
import io.longhaul.ledger.Row;
import io.longhaul.ledger.RunState;
import io.longhaul.ledger.Settlement;
import io.longhaul.ledger.Write;
import io.longhaul.queue.Message;
import io.longhaul.queue.Send;
import io.longhaul.queue.memory.InMemoryWorkQueue;
import io.longhaul.unit.Claim;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Payload;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import io.longhaul.unit.WorkerId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ledger and queue are made to disagree: each time the run ends with every unit done once, or the
 * audit names what stands in the way.
 */
class DisagreementTest {
  private static final RunName RUN = new RunName("orders");
  private static final WorkerId WORKER = new WorkerId("worker-1");
  private static final int UNITS = 7;

  @TempDir private Path folder;
  private World world;
  private InMemoryWorkQueue small;
  private InMemoryWorkQueue dead;

  @BeforeEach
  void aRunOfSevenUnitsEachWithItsMessage() {
    world = new World(folder);
    world.run("submit", world.job(), "--name", "orders");
    small = world.queues.of(Tier.SMALL);
    dead = world.queues.dead();
    assertThat(small.depth()).isEqualTo(UNITS);
  }

  // --- queue against ledger

  @Test
  void a_purged_queue() throws Exception {
    small.purge();
    world.time.pass(Duration.ofMinutes(2));
    assertThat(reconciled().out()).contains("7 messages sent");
    endsWithAllDone(UNITS);
  }

  @Test
  void a_deleted_message() throws Exception {
    small.delete(small.receive(1, Duration.ZERO));
    world.time.pass(Duration.ofMinutes(31));
    reconciled();
    endsWithAllDone(UNITS);
  }

  @Test
  void a_doubled_message() throws Exception {
    UnitRef unit = aUnit();
    small.send(List.of(new Send(unit, Duration.ZERO), new Send(unit, Duration.ZERO)));
    endsWithAllDone(UNITS);
    assertThat(small.depth()).isZero();
  }

  @Test
  void a_message_of_a_closed_unit() throws Exception {
    UnitRef unit = aUnit();
    done(unit);
    assertThat(small.depth()).isEqualTo(UNITS);
    endsWithAllDone(UNITS);
    assertThat(small.depth()).isZero();
  }

  @Test
  void a_half_sent_split() throws Exception {
    // who split it died before the first message: the rows say that all were sent
    UnitRef unit = aUnit();
    split(claimed(unit), 60);
    world.time.pass(Duration.ofMinutes(31));
    assertThat(reconciled().out()).contains("66 messages sent");
    endsWithAllDone(UNITS + 60);
  }

  // --- sessions against units

  @Test
  void a_lost_session() throws Exception {
    UnitRef unit = aUnit();
    world.ledger.sessions().begin(WORKER, "host", 1, world.time.now().plusSeconds(60));
    claimed(unit);
    deleteMessages();
    world.time.pass(Duration.ofMinutes(31));
    assertThat(state(unit)).isEqualTo(UnitState.RUNNING);
    Sweeper ofAWorker =
        new Sweeper(
            world.ledger,
            world.queues,
            world.time,
            new WorkerId("worker-2"),
            SessionSettings.FLEET,
            SweepSettings.FLEET);
    assertThat(ofAWorker.sweepOnDuty().reclaimed()).isOne();
    ofAWorker.leave();
    endsWithAllDone(UNITS);
  }

  // --- the dead-letter queue against the ledger

  @Test
  void a_dead_unit_without_notice() throws Exception {
    kill(aUnit());
    assertThat(dead.depth()).isZero();
    assertThat(reconciled().out()).contains("1 dead unit announced");
    assertThat(dead.depth()).isOne();
    dead.purge();
    assertThat(reconciled().out()).contains("had lost its notices");
    assertThat(dead.depth()).isOne();
    world.run("redrive", "orders");
    endsWithAllDone(UNITS);
    assertThat(dead.depth()).isZero();
  }

  @Test
  void a_notice_of_a_redriven_unit() throws Exception {
    UnitRef unit = aUnit();
    kill(unit);
    reconciled();
    assertThat(dead.depth()).isOne();
    world.ledger.redrives().redrive(unit, false, WORKER, world.time.now());
    assertThat(reconciled().err()).contains("1 notice taken out of the dead-letter queue");
    assertThat(dead.depth()).isZero();
    world.time.pass(Duration.ofMinutes(31));
    endsWithAllDone(UNITS);
  }

  // --- stages and counters against units

  @Test
  void a_stage_of_which_nothing_is_open_and_whose_next_was_not_opened() throws Exception {
    UnitRef unit = aUnit();
    List<UnitRef> children = split(claimed(unit), 60);
    children.forEach(this::done);
    UnitRef next = new UnitRef(RUN, unit.unit().next());
    assertThat(state(next)).isEqualTo(UnitState.WAITING);
    assertThat(reconciled().out()).contains("1 stage closed and followed");
    assertThat(state(next)).isEqualTo(UnitState.PENDING);
    endsWithAllDone(UNITS + 60);
  }

  @Test
  void a_stage_that_is_closed_and_whose_next_still_waits() throws Exception {
    UnitRef unit = aUnit();
    split(claimed(unit), 3);
    alter(new Key("RUN#orders", "S#" + unit.unit()), new Change.Set("state", "CLOSED"));
    auditNames("next: stage " + unit.unit() + " is CLOSED, and what follows it, unit ");
  }

  @Test
  void a_counter_row_restored_from_an_older_state() throws Exception {
    done(aUnit());
    Row older =
        counters().stream().filter(row -> row.number("n.done") == 1).findFirst().orElseThrow();
    for (int i = 1; i < UNITS; i++) done(aUnit());
    alter(older.key(), new Change.Set("open", older.number("open")));
    assertThat(reconciled().out()).contains("nothing was to be done; 6 units open");
    auditNames("counters: stage root counted 6 open, there are 0");
  }

  // --- words

  private Ran reconciled() {
    Ran ran = world.run("reconcile", "orders");
    assertThat(ran.exit()).as(ran.err()).isZero();
    return ran;
  }

  private void auditNames(String what) {
    Ran ran = world.run("reconcile", "orders", "--audit");
    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.out()).contains(what);
  }

  private void endsWithAllDone(long units) throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      world.work(DeadWorld::copied);
      reconciled();
    }
    assertThat(world.ledger.runs().find(RUN).orElseThrow().state()).isEqualTo(RunState.CLOSED);
    assertThat(world.ledger.runs().counts(RUN).units(UnitState.DONE)).isEqualTo(units);
    new LedgerAudit(world.table).check(RUN);
    assertThat(world.run("reconcile", "orders", "--audit").exit()).isZero();
  }

  private UnitRef aUnit() {
    return world.ledger.open().toSend(RUN, world.time.now(), Duration.ZERO, 100).getFirst().ref();
  }

  private Claim claimed(UnitRef unit) {
    ClaimAnswer answer =
        world.ledger.units().claim(unit, WORKER, unit.unit().value(), 1, world.time.now());
    assertThat(answer).isInstanceOf(ClaimAnswer.Won.class);
    return ((ClaimAnswer.Won) answer).claim();
  }

  private void done(UnitRef unit) {
    world.ledger.settlements().settle(DeadWorld.copied(claimed(unit)), world.time.now());
  }

  private List<Row> counters() {
    return world.table.read(
        IntStream.range(0, 16)
            .mapToObj(n -> new Key("C#orders#root#%02d".formatted(n), "C"))
            .toList());
  }

  /** Into so many units of a stage of their own, and one that follows them. */
  private List<UnitRef> split(Claim claim, int children) {
    List<NewUnit> units = new ArrayList<>();
    for (int i = 0; i < children; i++) units.add(items("child-" + i));
    Settlement split =
        new Settlement.Split(claim, Tally.NONE, units, Optional.of(items("next")), 1);
    world.ledger.settlements().settle(split, world.time.now());
    List<UnitRef> refs = new ArrayList<>();
    for (int i = 0; i < children; i++) refs.add(new UnitRef(RUN, claim.ref().unit().child(i)));
    return refs;
  }

  private static NewUnit items(String id) {
    return new NewUnit(new Payload.Items(List.of(id)), Tier.SMALL);
  }

  private void kill(UnitRef unit) {
    world
        .ledger
        .settlements()
        .settle(new Settlement.Dead(claimed(unit), FailureClass.DENIED, "no"), world.time.now());
  }

  private void deleteMessages() throws InterruptedException {
    List<Message> messages = small.receive(10, Duration.ZERO);
    small.delete(messages);
  }

  private UnitState state(UnitRef unit) {
    return world.ledger.units().find(unit).orElseThrow().state();
  }

  private void alter(Key key, Change change) {
    world.table.write(new Write.Update(key, List.of(), List.of(change)));
  }
}
