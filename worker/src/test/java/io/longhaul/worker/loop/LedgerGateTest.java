package io.longhaul.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.longhaul.time.JumpingTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LedgerGateTest {
  private final JumpingTime time = new JumpingTime();
  private final LedgerSilence silence = new LedgerSilence(time);
  private final LedgerGate gate = new LedgerGate(silence);

  /** It is opened as the loop ends: who was interrupted just before must not ask a queue again. */
  @Test
  void who_is_to_end_gets_no_further_though_it_is_open() {
    gate.open();
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedException.class).isThrownBy(gate::awaitOpen);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void an_open_gate_lets_all_others_through() throws InterruptedException {
    gate.shut();
    gate.open();
    gate.awaitOpen();
    assertThat(Thread.interrupted()).isFalse();
  }

  /**
   * Shut twice is shut once: two who found the ledger silent do not make it silent twice as long.
   */
  @Test
  void the_time_that_it_was_shut_is_known_also_while_it_is() throws InterruptedException {
    gate.shut();
    time.sleep(Duration.ofSeconds(2));
    gate.shut();
    time.sleep(Duration.ofSeconds(3));
    assertThat(gate.isOpen()).isFalse();
    assertThat(silence.seconds()).isEqualTo(5);

    gate.open();
    time.sleep(Duration.ofSeconds(10));
    gate.shut();
    time.sleep(Duration.ofSeconds(1));
    assertThat(silence.seconds()).isEqualTo(6);
  }
}
