package io.longhaul.worker.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.unit.Fate;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Tally;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountTest {
  private final Account account = new Account();

  @Test
  void what_is_equal_by_time_is_equal_and_counted_beside() {
    account.came(Fate.LISTED, 5);
    account.came(Fate.LISTED, 7);
    account.met(Fate.TIMED, 5);
    account.met(Fate.EQUAL, 7);
    Tally expected = Tally.of(Fate.LISTED, 2, 12).with(Fate.EQUAL, 2, 12).with(Fate.TIMED, 1, 5);
    assertThat(account.closed(List.of())).isEqualTo(new Outcome.Done(expected));
  }
}
