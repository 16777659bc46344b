package io.longhaul.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionSettingsTest {
  @Test
  void the_last_try_of_a_call_to_the_ledger_ends_before_the_next_renewal() {
    for (SessionSettings session :
        List.of(
            SessionSettings.FLEET,
            SessionSettings.LOCAL,
            SessionSettings.of(Duration.ofSeconds(3)),
            SessionSettings.of(Duration.ofHours(1)))) {
      assertThat(session.ledgerPatience().plus(session.ledgerTry()))
          .isLessThan(session.renewEvery());
    }
  }

  @Test
  void a_message_that_died_with_its_worker_is_back_with_the_worker_s_units() {
    assertThat(SessionSettings.LOCAL.messageVisibility()).isEqualTo(Duration.ofSeconds(12));
    assertThat(SessionSettings.FLEET.messageVisibility()).isEqualTo(Duration.ofSeconds(60));
    assertThat(SessionSettings.of(Duration.ofHours(1)).messageVisibility())
        .as("nobody claims for longer than a minute")
        .isEqualTo(Duration.ofSeconds(60));
    assertThat(SessionSettings.of(Duration.ofMillis(400)).messageVisibility())
        .as("queues count in whole seconds")
        .isEqualTo(Duration.ofSeconds(1));
  }
}
