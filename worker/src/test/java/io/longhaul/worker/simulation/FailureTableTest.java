package io.longhaul.worker.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.access.CredentialsRefused;
import io.longhaul.job.CopyOptions;
import io.longhaul.job.CopyOptions.WhenTargetNewer;
import io.longhaul.ledger.LedgerAudit;
import io.longhaul.ledger.RunState;
import io.longhaul.ledger.UnitRow;
import io.longhaul.queue.Letter;
import io.longhaul.s3.InMemoryObjectStore;
import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.StoreCall;
import io.longhaul.s3.StoreCall.Op;
import io.longhaul.s3.StoreFault;
import io.longhaul.s3.StoreFaults;
import io.longhaul.time.Deadline;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Payload;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * The rows of the failure table (ARCHITECTURE.md) that one worker meets: the real loop and handler
 * on a simulated clock; what befalls one object or one unit costs no other, and nothing is lost.
 */
class FailureTableTest {
  private static final String TO = "target";
  private static final int OBJECTS = OutageScene.PREFIXES * OutageScene.EACH;
  private static final String SOURCE = "in/07/3";
  private static final String TARGET = "out/07/3";
  private static final Predicate<StoreCall> COPY =
      call -> call.op() == Op.COPY && call.key().equals(TARGET);

  /** A run that goes well takes seconds; one whose unit uses up all its attempts, minutes. */
  private static final Duration LONG = Duration.ofMinutes(30);

  private final OutageScene scene = new OutageScene();

  private RunName runs() {
    scene.store.createBucket(TO);
    scene.until(Duration.ofMinutes(1)); // the source was written long before
    RunName run = scene.submit("table", TO);
    scene.startWorker();
    return run;
  }

  /** Its sums balance, and its rows are as its counters say. */
  private RunName over() {
    RunName run = runs();
    assertThat(scene.overBy(run, LONG)).isTrue();
    Tally tally = tally(run);
    assertThat(tally.imbalance()).isZero();
    assertThat(tally.objects(Fate.FORWARDED)).isEqualTo(tally.objects(Fate.RECEIVED));
    new LedgerAudit(scene.table).check(run);
    return run;
  }

  private Tally tally(RunName run) {
    return scene.ledger.runs().counts(run).tally();
  }

  private String atTarget() {
    return new String(scene.store.look(TO, TARGET).orElseThrow().bytes(), UTF_8);
  }

  /** What becomes of the first so many calls of that sort. */
  private void befalls(Predicate<StoreCall> what, int times, Supplier<StoreFault> fault) {
    AtomicInteger left = new AtomicInteger(times);
    scene.faults =
        call -> what.test(call) && left.getAndDecrement() > 0 ? fault.get() : new StoreFault.None();
  }

  private static StoreFault fails(FailureClass failure, String code) {
    return new StoreFault.Fails(() -> InMemoryObjectStore.failure(failure, code, code + " said"));
  }

  private static StoreFault meanwhile(Runnable event) {
    event.run();
    return new StoreFault.None();
  }

  private long copies() {
    return scene.calls.stream().filter(call -> COPY.test(call.call())).count();
  }

  /** The one dead unit, which holds the one object; all others are at their target. */
  private UnitRow onlyDead(RunName run, FailureClass failure) {
    List<UnitRow> dead = scene.units(run, UnitState.DEAD);
    assertThat(dead).hasSize(1);
    UnitRow unit = dead.getFirst();
    assertThat(unit.failure()).contains(failure);
    assertThat(scene.ledger.units().payload(unit))
        .isInstanceOfSatisfying(
            Payload.Keys.class,
            keys -> assertThat(keys.objects()).extracting(Payload.Listed::key).hasSize(1));
    assertThat(tally(run).objects(Fate.DEAD)).isEqualTo(1);
    assertThat(tally(run).objects(Fate.COPIED)).isEqualTo(tally(run).objects(Fate.LISTED) - 1);
    assertThat(scene.arrived(TO)).isEqualTo((int) tally(run).objects(Fate.COPIED));
    return unit;
  }

  private void nothingWasCharged(RunName run) {
    assertThat(scene.units(run, UnitState.DONE)).isNotEmpty().allMatch(u -> u.attempts() == 0);
    assertThat(scene.units(run, UnitState.DEAD)).isEmpty();
  }

  @Test
  void a_key_that_vanished_since_it_was_listed_is_gone() {
    befalls(COPY, 1, () -> meanwhile(() -> scene.store.remove(OutageScene.FROM, SOURCE)));
    RunName run = over();
    assertThat(tally(run).objects(Fate.GONE)).isEqualTo(1);
    assertThat(tally(run).objects(Fate.COPIED)).isEqualTo(OBJECTS - 1);
    nothingWasCharged(run);
  }

  @Test
  void a_key_that_was_replaced_since_it_was_listed_is_decided_again() {
    befalls(
        COPY,
        1,
        () ->
            meanwhile(() -> scene.store.write(OutageScene.FROM, SOURCE, "newer".getBytes(UTF_8))));
    RunName run = over();
    assertThat(atTarget()).isEqualTo("newer");
    assertThat(tally(run).objects(Fate.FORWARDED)).as("left for a unit of their own").isZero();
    assertThat(tally(run).objects(Fate.COPIED)).isEqualTo(OBJECTS);
    nothingWasCharged(run);
  }

  @Test
  void a_foreign_target_that_came_in_between_is_kept() {
    befalls(
        COPY, 1, () -> meanwhile(() -> scene.store.write(TO, TARGET, "theirs".getBytes(UTF_8))));
    RunName run = over();
    assertThat(atTarget()).isEqualTo("theirs");
    assertThat(tally(run).objects(Fate.SKIPPED)).isEqualTo(1);
    nothingWasCharged(run);
  }

  @Test
  void a_foreign_target_that_came_in_between_is_overwritten_if_the_job_says_so() {
    scene.options = new CopyOptions(CopyOptions.DEFAULT.route(), WhenTargetNewer.OVERWRITE);
    befalls(
        COPY, 1, () -> meanwhile(() -> scene.store.write(TO, TARGET, "theirs".getBytes(UTF_8))));
    RunName run = over();
    assertThat(atTarget()).isEqualTo(SOURCE);
    assertThat(tally(run).objects(Fate.COPIED)).isEqualTo(OBJECTS);
    nothingWasCharged(run);
  }

  @Test
  void an_object_that_is_throttled_or_cut_off_for_a_while_is_tried_again_within_its_unit() {
    befalls(COPY, 3, () -> fails(FailureClass.UNAVAILABLE, "SlowDown"));
    RunName run = over();
    assertThat(tally(run).objects(Fate.COPIED)).isEqualTo(OBJECTS);
    assertThat(copies()).isEqualTo(4);
    nothingWasCharged(run);
  }

  @Test
  void an_object_that_is_throttled_for_good_leaves_and_dies_after_all_its_attempts() {
    befalls(COPY, Integer.MAX_VALUE, () -> fails(FailureClass.UNAVAILABLE, "SlowDown"));
    UnitRow dead = onlyDead(over(), FailureClass.UNAVAILABLE);
    assertThat(dead.attempts()).isEqualTo(4);
    assertThat(dead.why()).contains("SlowDown");
    // four tries in its range, and in each of five attempts
    assertThat(copies()).isEqualTo(4 * (1 + 5));
  }

  @Test
  void an_object_for_which_there_is_no_room_leaves_and_dies_after_all_its_attempts() {
    befalls(COPY, Integer.MAX_VALUE, () -> fails(FailureClass.STORAGE, "InsufficientStorage"));
    assertThat(onlyDead(over(), FailureClass.STORAGE).attempts()).isEqualTo(4);
  }

  @Test
  void bytes_that_differ_once_are_sent_again() {
    befalls(COPY, 1, () -> fails(FailureClass.CORRUPT, "BadDigest"));
    RunName run = over();
    assertThat(tally(run).objects(Fate.COPIED)).isEqualTo(OBJECTS);
    assertThat(copies()).isEqualTo(2);
    nothingWasCharged(run);
  }

  @Test
  void bytes_that_differ_again_are_no_accident() {
    befalls(COPY, Integer.MAX_VALUE, () -> fails(FailureClass.CORRUPT, "BadDigest"));
    assertThat(onlyDead(over(), FailureClass.CORRUPT).attempts()).isZero();
    // repeated once in its range, and once alone
    assertThat(copies()).isEqualTo(4);
  }

  @Test
  void a_range_whose_listing_is_out_of_order_dies_and_what_it_holds_is_unknown() {
    scene.reached =
        new PassingStore(scene.store) {
          @Override
          public ListPage list(ListRequest request, Deadline deadline) throws InterruptedException {
            ListPage page = super.list(request, deadline);
            boolean sick = request.prefix().equals("in/07/");
            return sick
                ? new ListPage(page.objects().reversed(), page.prefixes(), page.next())
                : page;
          }
        };
    RunName run = over();
    List<UnitRow> dead = scene.units(run, UnitState.DEAD);
    assertThat(dead).hasSize(1);
    assertThat(dead.getFirst().failure()).contains(FailureClass.UNORDERED_LISTING);
    assertThat(dead.getFirst().attempts()).isEqualTo(4);
    assertThat(tally(run).objects(Fate.UNKNOWN)).isEqualTo(1);
    assertThat(tally(run).objects(Fate.COPIED)).isEqualTo(OBJECTS - OutageScene.EACH);
  }

  @Test
  void a_range_whose_listing_is_cut_off_is_listed_again() {
    befalls(
        call -> call.op() == Op.LIST && call.key().equals("in/07/"),
        6, // more than one attempt of the unit asks for
        () -> fails(FailureClass.UNAVAILABLE, "IncompleteListing"));
    RunName run = over();
    assertThat(tally(run).objects(Fate.COPIED)).isEqualTo(OBJECTS);
    assertThat(tally(run).objects(Fate.UNKNOWN)).isZero();
    assertThat(scene.units(run, UnitState.DONE)).filteredOn(u -> u.attempts() == 1).hasSize(1);
  }

  @Test
  void a_key_that_the_target_cannot_hold_dies_at_once_under_its_own_name() {
    String longest = "in/07/" + "x".repeat(1018);
    scene.store.write(OutageScene.FROM, longest, new byte[1]);
    UnitRow dead = onlyDead(over(), FailureClass.UNSAFE_NAME);
    assertThat(dead.attempts()).isZero();
    assertThat(dead.why()).contains("a key of 1025 bytes");
    assertThat(((Payload.Keys) scene.ledger.units().payload(dead)).objects().getFirst().key())
        .isEqualTo(longest);
  }

  @Test
  void an_archived_object_dies_at_once_under_its_own_name() {
    String why = "InvalidObjectState: The operation is not valid for the object's storage class";
    scene.faults =
        call ->
            call.op() == Op.COPY && call.key().equals(TARGET)
                ? new StoreFault.Fails(
                    () -> InMemoryObjectStore.failure(FailureClass.ARCHIVED, "X", why))
                : new StoreFault.None();
    UnitRow dead = onlyDead(over(), FailureClass.ARCHIVED);
    assertThat(dead.attempts()).isZero();
    assertThat(dead.why()).contains(why);
    assertThat(((Payload.Keys) scene.ledger.units().payload(dead)).objects().getFirst().key())
        .isEqualTo("in/07/3");
  }

  @Test
  void expired_credentials_end_the_worker_and_cost_no_unit_anything() {
    scene.mayEnd = true;
    AtomicInteger copied = new AtomicInteger();
    scene.faults =
        call ->
            call.op() == Op.COPY && copied.incrementAndGet() > 20
                ? new StoreFault.Fails(
                    () -> new CredentialsRefused("CopyObject to s3://target/k: ExpiredToken", null))
                : new StoreFault.None();
    RunName run = runs();
    scene.until(Duration.ofMinutes(5));
    assertThat(scene.ended)
        .containsExactly(
            "CopyObject to s3://target/k: ExpiredToken (%s)".formatted(CredentialsRefused.LOG_IN));
    assertThat(scene.units(run, UnitState.DEAD)).isEmpty();
    assertThat(scene.units(run, UnitState.RUNNING)).isEmpty();
    assertThat(scene.units(run, UnitState.PENDING))
        .hasSizeGreaterThan(20)
        .allMatch(unit -> unit.attempts() == 0 && unit.losses() == 0);

    scene.faults = StoreFaults.none();
    scene.startWorker("with-new-ones");
    assertThat(scene.overBy(run, LONG)).isTrue();
    assertThat(scene.arrived(TO)).isEqualTo(OBJECTS);
  }

  @Test
  void a_message_that_nobody_can_read_ends_in_the_dead_letter_queue_and_the_run_goes_on()
      throws Exception {
    assertThat(scene.queues.of(Tier.MEDIUM).sendText("{\"v\": 99}")).isTrue();
    RunName run = over();
    assertThat(tally(run).objects(Fate.COPIED)).isEqualTo(OBJECTS);
    scene.until(LONG);
    assertThat(scene.queues.of(Tier.MEDIUM).depth()).isZero();
    assertThat(scene.queues.dead().look(10))
        .extracting(Letter::body)
        .containsExactly("{\"v\": 99}");
    assertThat(scene.meter("longhaul.worker.messages.foreign")).isEqualTo(20);
  }

  @Test
  void a_cancelled_run_is_given_up_at_the_next_renewal_and_no_copy_begins_after_it() {
    // more than a unit copies at once
    for (int i = 0; i < OBJECTS * 20; i++) {
      scene.store.write(
          OutageScene.FROM, "in/%02d/more-%d".formatted(i % OutageScene.PREFIXES, i), new byte[1]);
    }
    scene.faults =
        call ->
            call.op() == Op.COPY
                ? new StoreFault.Slow(Duration.ofSeconds(8))
                : new StoreFault.None();
    RunName run = runs();
    Duration asked = Duration.ofSeconds(75);
    scene.until(asked);
    assertThat(scene.units(run, UnitState.RUNNING)).isNotEmpty();
    scene.ledger.cancels().ask(run);

    assertThat(scene.overBy(run, asked.plusMinutes(2))).isTrue();
    assertThat(scene.ledger.runs().find(run).orElseThrow().state()).isEqualTo(RunState.CANCELLED);
    Duration renewed = asked.plus(World.SESSION.renewEvery()).plusSeconds(1);
    assertThat(scene.calls(Op.COPY, TO, renewed, LONG)).isZero();
    assertThat(scene.arrived(TO)).isPositive().isLessThan(OBJECTS * 20);
    assertThat(tally(run).imbalance()).isZero();
    new LedgerAudit(scene.table).check(run);
  }
}
