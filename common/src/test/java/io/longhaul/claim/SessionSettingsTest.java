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
}
