package io.longhaul.worker.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.Sizing.Wish;
import io.longhaul.ledger.memory.InMemoryTable;
import io.longhaul.sizing.SizingSettings;
import io.longhaul.time.JumpingTime;
import io.longhaul.unit.WorkerId;
import io.longhaul.worker.loop.Vitals;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A worker that sizes its fleet, while it has a session and until it drains. */
@Timeout(30)
class SizingWatchTest {
  private static final WorkerId ME = new WorkerId("worker-1");

  private final JumpingTime time = new JumpingTime();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Ledger ledger = new Ledger(new InMemoryTable());
  private final List<Integer> told = new ArrayList<>();
  private boolean refuses;
  private boolean live = true;
  private boolean draining;
  private int looks;

  private final Group group =
      new Group() {
        @Override
        public void protect(boolean isProtected) {
          throw new AssertionError("sizing protects nothing");
        }

        @Override
        public void end(boolean oneFewer) {
          throw new AssertionError("sizing ends nothing");
        }

        @Override
        public void want(int machines) {
          if (refuses) throw new GroupRefused("denied", null);
          told.add(machines);
        }

        @Override
        public void close() {}
      };

  SizingWatchTest() {
    Wish wish = new Wish(time.now(), "somebody", Optional.empty(), 0, 8);
    ledger.sizings().wish(Optional.empty(), wish, 2);
  }

  private Vitals vitals() {
    return new Vitals(
        Optional.of(new Vitals.Session(ME, time.now().plusSeconds(60), live)),
        new Vitals.Work(0, Optional.empty(), Optional.empty()),
        true,
        draining,
        Optional.empty());
  }

  private SizingWatch watched(int most) {
    ScriptedTime scripted =
        new ScriptedTime(
            time,
            () -> {
              if (++looks > most) Thread.currentThread().interrupt();
            });
    SizingWatch watch =
        new SizingWatch(
            this::vitals, group, ledger, scripted, SizingSettings.FLEET, new HostMeters(registry));
    try {
      watch.run();
    } catch (InterruptedException e) {
      // so long it was to be watched
    }
    return watch;
  }

  private double counted(String outcome) {
    return registry.get("longhaul.host.sizings").tag("outcome", outcome).counter().count();
  }

  @Test
  void its_group_is_told_what_the_ledger_wishes() {
    SizingWatch watch = watched(3);
    assertThat(told).containsExactly(2);
    assertThat(counted("told")).isOne();
    assertThat(ledger.duties().holder("sizing").orElseThrow().worker()).isEqualTo("worker-1");
    watch.leave();
    assertThat(ledger.duties().holder("sizing")).isEmpty();
  }

  @Test
  void nobody_wishes_it_and_the_group_is_not_told() {
    ledger.sizings().end(ledger.sizings().find().orElseThrow().wish());
    watched(3);
    assertThat(told).isEmpty();
  }

  @Test
  void without_a_session_it_does_nothing() {
    live = false;
    watched(3);
    assertThat(told).isEmpty();
    assertThat(ledger.duties().holder("sizing")).isEmpty();
  }

  @Test
  void one_that_drains_leaves_the_duty_to_others() {
    watched(1);
    draining = true;
    looks = 0;
    SizingWatch drained = watched(9);
    assertThat(looks).isOne();
    drained.leave();
    assertThat(told).containsExactly(2);
  }

  @Test
  void a_refusal_is_counted_and_the_duty_is_free_for_others() {
    refuses = true;
    watched(3);
    assertThat(counted("failed")).isOne();
    assertThat(ledger.duties().holder("sizing")).isEmpty();
    time.pass(Duration.ofMinutes(5));
    refuses = false;
    looks = 0;
    watched(1);
    assertThat(told).containsExactly(2);
  }
}
