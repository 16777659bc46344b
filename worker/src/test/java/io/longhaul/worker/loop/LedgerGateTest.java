package io.longhaul.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class LedgerGateTest {
  private final LedgerGate gate = new LedgerGate();

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
}
