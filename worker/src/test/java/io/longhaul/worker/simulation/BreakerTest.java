package io.longhaul.worker.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.longhaul.ledger.RunState;
import io.longhaul.ledger.UnitRow;
import io.longhaul.s3.StoreCall;
import io.longhaul.s3.StoreCall.Op;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitState;
import io.longhaul.worker.breaker.Breakers;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Most units of a run fail alike: the real loop, the real handler, hours of a simulated clock. */
class BreakerTest {
  private static final Duration HALF = Duration.ofMinutes(30);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration TWO = Duration.ofHours(2);
  private static final String TO = "target";

  private final OutageScene scene = new OutageScene();

  private static Predicate<StoreCall> writesTo(String bucket) {
    return call -> call.op() == Op.COPY && call.bucket().equals(bucket);
  }

  /** Each of its objects is denied, so each unit splits into what failed of it. */
  @Test
  void a_lost_permission_leaves_the_units_pending_and_uncharged_and_the_run_goes_on_after_it() {
    scene.store.createBucket(TO);
    scene.refuse(FailureClass.DENIED, "AccessDenied", writesTo(TO));
    RunName run = scene.submit("denied", TO);
    scene.startWorker();

    scene.until(HALF);
    assertThat(scene.units(run, UnitState.DEAD)).hasSizeLessThan(5);
    List<UnitRow> pending = scene.units(run, UnitState.PENDING);
    assertThat(pending).hasSizeGreaterThan(30);
    assertThat(pending).allMatch(unit -> unit.attempts() == 0);

    scene.refuseNothing();
    int dead = scene.units(run, UnitState.DEAD).size();
    assertThat(scene.overBy(run, HALF.plusMinutes(25))).isTrue();
    assertThat(scene.ledger.runs().find(run).orElseThrow().state()).isEqualTo(RunState.CLOSED);
    assertThat(scene.arrived(TO))
        .isEqualTo(OutageScene.PREFIXES * OutageScene.EACH - dead * OutageScene.EACH);
    assertThat(scene.meter("longhaul.breaker.opened")).isEqualTo(1);
    assertThat(scene.meter("longhaul.breaker.closed")).isEqualTo(1);
  }

  @Test
  void while_it_is_open_no_more_than_a_unit_in_five_minutes_is_tried() {
    OutageScene scene = new OutageScene(400, OutageScene.EACH);
    scene.store.createBucket(TO);
    scene.refuse(FailureClass.DENIED, "AccessDenied", writesTo(TO));
    scene.submit("denied", TO);
    scene.startWorker();

    scene.until(HOUR);
    // a probe has five objects at most, each of them is asked for once
    long asked = scene.calls(Op.COPY, TO, HALF, HOUR);
    assertThat(asked).isBetween(10L, 6L * OutageScene.EACH);
    assertThat(scene.meter("longhaul.breaker.units.held")).isGreaterThan(100);
  }

  @Test
  void the_trouble_of_one_run_does_not_stop_another() {
    scene.store.createBucket(TO);
    scene.store.createBucket("free");
    scene.refuse(FailureClass.DENIED, "AccessDenied", writesTo(TO));
    scene.submit("denied", TO);
    scene.startWorker();
    scene.until(HOUR);
    RunName free = scene.submit("free", "free");

    assertThat(scene.overBy(free, HOUR.plusMinutes(2))).isTrue();
    assertThat(scene.arrived("free")).isEqualTo(OutageScene.PREFIXES * OutageScene.EACH);
    assertThat(scene.arrived(TO)).isZero();
  }

  @Test
  void a_target_that_is_gone_while_the_run_is_under_way_is_waited_for() {
    RunName run = scene.submit("gone", TO);
    scene.startWorker();

    scene.until(HALF);
    assertThat(scene.units(run, UnitState.DEAD)).hasSizeLessThan(6);
    assertThat(scene.units(run, UnitState.PENDING)).hasSizeGreaterThan(30);
    scene.store.createBucket(TO);
    assertThat(scene.overBy(run, HALF.plusMinutes(25))).isTrue();
  }

  @Test
  void a_store_that_is_away_for_hours_costs_no_unit_its_life() {
    scene.store.createBucket(TO);
    scene.refuse(FailureClass.UNAVAILABLE, "ServiceUnavailable", call -> true);
    RunName run = scene.submit("away", TO);
    scene.startWorker();

    scene.until(TWO);
    assertThat(scene.units(run, UnitState.DEAD)).isEmpty();
    scene.refuseNothing();
    assertThat(scene.overBy(run, TWO.plusMinutes(25))).isTrue();
    assertThat(scene.arrived(TO)).isEqualTo(OutageScene.PREFIXES * OutageScene.EACH);
  }

  /**
   * They die at once here, when what they hold cannot be listed: seven in each worker until eight
   * of ten have failed, then of the probes one by chance.
   */
  @Test
  void a_lost_permission_costs_a_long_queue_a_handful_of_units_for_each_worker() {
    OutageScene scene = new OutageScene(10_000, 1);
    scene.store.createBucket(TO);
    RunName run = scene.submit("long", TO);
    scene.startWorker("one");
    scene.startWorker("other");
    scene.until(Duration.ofSeconds(10));
    scene.refuse(
        FailureClass.DENIED,
        "AccessDenied",
        call -> call.op() == Op.LIST && call.bucket().equals(OutageScene.FROM));

    scene.until(HALF);
    int dead = scene.units(run, UnitState.DEAD).size();
    assertThat(dead).isBetween(1, 2 * 8);
    assertThat(scene.units(run, UnitState.PENDING)).hasSizeGreaterThan(5_000);

    scene.refuseNothing();
    assertThat(scene.overBy(run, HALF.plusMinutes(25))).isTrue();
    assertThat(scene.arrived(TO)).isEqualTo(10_000 - dead);
  }

  /** What is left of the run when all else is equal, or done. */
  @ParameterizedTest
  @CsvSource({"DENIED, 5, 20", "DENIED, 40, 150", "UNAVAILABLE, 5, 240"})
  void a_rest_of_which_all_fails_alike_dies_slowly_and_the_run_ends(
      FailureClass failure, int units, int minutes) {
    scene.store.createBucket(TO);
    for (int i = units; i < OutageScene.PREFIXES; i++) {
      for (int j = 0; j < OutageScene.EACH; j++) {
        String name = "%02d/%d".formatted(i, j);
        scene.store.write(TO, "out/" + name, ("in/" + name).getBytes(UTF_8));
      }
    }
    scene.refuse(failure, "Refused", writesTo(TO));
    RunName run = scene.submit("rest", TO);
    scene.startWorker();

    assertThat(scene.overBy(run, Duration.ofMinutes(minutes))).isTrue();
    assertThat(scene.units(run, UnitState.DEAD)).hasSize(units);
    assertThat(scene.arrived(TO)).isEqualTo((OutageScene.PREFIXES - units) * OutageScene.EACH);
  }

  /** One in each unit: at the end nothing but such objects is left, and all of it fails alike. */
  @Test
  void objects_that_are_denied_one_by_one_die_and_the_run_ends() {
    scene.store.createBucket(TO);
    scene.refuse(
        FailureClass.DENIED, "AccessDenied", writesTo(TO).and(call -> call.key().endsWith("/3")));
    scene.headTakes = Duration.ofSeconds(15);
    RunName run = scene.submit("some", TO);
    scene.startWorker();

    assertThat(scene.overBy(run, Duration.ofMinutes(10))).isTrue();
    assertThat(scene.units(run, UnitState.DEAD)).hasSize(OutageScene.PREFIXES);
    assertThat(scene.meter("longhaul.breaker.opened")).isZero();
  }

  @Test
  void what_is_wrong_with_each_object_by_itself_opens_nothing() {
    scene.store.createBucket(TO);
    scene.refuse(FailureClass.UNSAFE_NAME, "KeyTooLong", writesTo(TO));
    RunName run = scene.submit("unsafe", TO);
    scene.startWorker();

    assertThat(scene.overBy(run, Duration.ofMinutes(10))).isTrue();
    assertThat(scene.units(run, UnitState.DEAD)).hasSize(OutageScene.PREFIXES);
    assertThat(scene.meter("longhaul.breaker.opened")).isZero();
  }

  @Test
  void it_says_once_what_is_wrong_and_what_to_do_and_once_that_it_goes_on() {
    Logger logger = (Logger) LoggerFactory.getLogger(Breakers.class);
    ListAppender<ILoggingEvent> said = new ListAppender<>();
    Level before = logger.getLevel();
    logger.setLevel(Level.INFO);
    said.start();
    logger.addAppender(said);
    scene.store.createBucket(TO);
    scene.refuse(FailureClass.DENIED, "AccessDenied", writesTo(TO));
    RunName run = scene.submit("denied", TO);
    scene.startWorker();
    scene.until(HALF);
    scene.refuseNothing();
    scene.overBy(run, HALF.plusMinutes(25));

    logger.detachAppender(said);
    logger.setLevel(before);
    assertThat(said.list).hasSize(2);
    assertThat(said.list.getFirst().getFormattedMessage()).contains("fail alike");
    assertThat(said.list.getFirst().getKeyValuePairs().toString())
        .contains("denied", "AccessDenied", "grant what is named");
    assertThat(said.list.getLast().getFormattedMessage()).contains("begin again");
  }
}
