package io.longhaul.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.longhaul.claim.HeldSession;
import io.longhaul.claim.Sender;
import io.longhaul.claim.SessionSettings;
import io.longhaul.claim.Settler;
import io.longhaul.claim.SweepSettings;
import io.longhaul.kind.Noop;
import io.longhaul.ledger.ClaimAnswer;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.Write;
import io.longhaul.time.JumpingTime;
import io.longhaul.unit.WorkerId;
import io.longhaul.worker.breaker.BreakerSettings;
import io.longhaul.worker.breaker.Breakers;
import io.longhaul.worker.noop.NoopHandler;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A claim that took place, and whose answer was lost. */
@Timeout(30)
class LostClaimTest {
  private static final SessionSettings SESSION = SessionSettings.of(Duration.ofSeconds(6));

  private final JumpingTime time = new JumpingTime();
  private final LoopScene scene = new LoopScene();
  private final LedgerGate gate = new LedgerGate(new LedgerSilence(time));
  private HeldSession session;
  private UnitRunner runner;
  private Runnable whenApplied = () -> {};
  private boolean lost;

  @BeforeEach
  void aWorkerWhoseLedgerLosesAnAnswer() {
    time.pass(Duration.between(time.now(), scene.time.now()));
    scene.submit(1);
    time.pass(Duration.ofSeconds(1));
    Ledger ledger = new Ledger(Spoiled.port(Table.class, scene.rows, this::before));
    session = HeldSession.begin(scene.ledger, time, new WorkerId("worker-1"), SESSION, "here", 1);
    runner = runner(ledger);
  }

  private void before(String method, Object[] arguments) {
    if (lost || !method.equals("write")) return;
    lost = true;
    scene.rows.write((Write) arguments[0]);
    whenApplied.run();
    throw new LedgerUnavailable("its answer is lost");
  }

  private UnitRunner runner(Ledger ledger) {
    Worker.Parts parts =
        new Worker.Parts(
            ledger,
            scene.queues,
            time,
            new Handlers().with(new Noop(), new NoopHandler()),
            WorkerSettings.of("here", SESSION, SweepSettings.LOCAL),
            () -> new WorkerId("worker-2"),
            new Random(1));
    Stop stop = new Stop(time);
    Worker.Kept kept =
        new Worker.Kept(
            stop,
            new Spared(time),
            new WorkerMeters(
                scene.registry,
                parts.handlers().names(),
                new Pulse(time, stop),
                new LedgerSilence(time)),
            new Breakers(BreakerSettings.DEFAULT, time, new Random(1), scene.registry));
    Settler settler =
        new Settler(
            ledger, new Sender(ledger, scene.queues, time), time, session, 8, stop::because);
    OpenRuns runs = new OpenRuns(ledger, new Shares(ledger, time, session.worker(), SESSION));
    return new UnitRunner(parts, session, settler, runs, gate, kept);
  }

  /** As if this process had been frozen, and nobody had declared its session lost meanwhile. */
  @Test
  void is_asked_for_again_also_when_the_session_has_run_out_meanwhile() throws Exception {
    whenApplied =
        () -> {
          time.pass(SESSION.length().multipliedBy(2));
          openWhenShut();
        };
    assertThat(runner.claim(LoopScene.root(LoopScene.RUN))).isInstanceOf(ClaimAnswer.Won.class);
    assertThat(session.renew()).as("it comes back").isTrue();
  }

  @Test
  void is_not_asked_for_again_when_the_session_is_lost() {
    whenApplied =
        () -> {
          time.pass(SESSION.length().multipliedBy(2));
          assertThat(scene.ledger.sessions().lose(session.worker(), time.now())).isTrue();
          assertThat(session.renew()).isFalse();
          openWhenShut();
        };
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> runner.claim(LoopScene.root(LoopScene.RUN)));
  }

  private void openWhenShut() {
    scene.time.start(
        "open",
        () -> {
          await().until(() -> !gate.isOpen());
          gate.open();
        });
  }
}
