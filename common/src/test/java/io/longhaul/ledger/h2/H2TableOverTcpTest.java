package io.longhaul.ledger.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.ledger.Change;
import io.longhaul.ledger.Key;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.ledger.Retries;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.TableContract;
import io.longhaul.ledger.Write;
import io.longhaul.time.JumpingTime;
import io.longhaul.time.SystemTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2TableOverTcpTest extends TableContract {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** H2's client asks two seconds long by itself, of the machine's own clock. */
  private static final Duration A_FEW_TRIES = Duration.ofSeconds(1);

  @TempDir private static Path folder;
  private static H2Server server;
  private static Table table;

  @BeforeAll
  static void start() throws Exception {
    server = new H2Server(folder);
    table = open(server, "secret", new Retries(new SystemTime(), new Random(1), PATIENCE));
  }

  @AfterAll
  static void stop() {
    table.close();
    server.close();
  }

  private static H2Table open(H2Server server, String password, Retries retries) {
    return new H2Table(server.url(), "longhaul", password, 8, retries);
  }

  @Override
  public Table table() {
    return table;
  }

  @Override
  public boolean honoursTokens() {
    return false;
  }

  @Test
  void a_server_that_went_away_is_found_again_with_all_that_it_acknowledged(@TempDir Path own)
      throws Exception {
    Key key = new Key("p", "s");
    Retries retries = new Retries(new JumpingTime(), new Random(1), A_FEW_TRIES);
    try (H2Server mortal = new H2Server(own);
        Table reader = open(mortal, "secret", retries)) {
      reader.write(new Write.Update(key, List.of(), List.of(new Change.Set("a", 1L))));
      mortal.stop();
      assertThatThrownBy(() -> reader.get(key)).isInstanceOf(LedgerUnavailable.class);
      mortal.start();
      assertThat(reader.get(key).orElseThrow().number("a")).isEqualTo(1);
    }
  }

  @Test
  void a_server_that_comes_later_is_asked_then(@TempDir Path own) throws Exception {
    Retries retries = new Retries(new JumpingTime(), new Random(1), A_FEW_TRIES);
    try (H2Server late = new H2Server(own)) {
      late.stop();
      try (Table waiting = open(late, "secret", retries)) {
        assertThatThrownBy(() -> waiting.get(new Key("p", "s")))
            .isInstanceOf(LedgerUnavailable.class);
        late.start();
        assertThat(waiting.get(new Key("p", "s"))).isEmpty();
      }
    }
  }

  @Test
  void a_wrong_password_is_not_tried_again() {
    JumpingTime time = new JumpingTime();
    Retries retries = new Retries(time, new Random(1), PATIENCE);
    assertThatThrownBy(() -> open(server, "wrong", retries).made())
        .isInstanceOf(LedgerUnavailable.class)
        .hasMessageContaining("Wrong user name or password");
    assertThat(time.nanos()).isZero();
  }

  @Test
  void a_closed_table_answers_no_more() {
    Table closed = open(server, "secret", new Retries(new JumpingTime(), new Random(1), PATIENCE));
    closed.close();
    closed.close();
    assertThatThrownBy(() -> closed.get(new Key("p", "s"))).isInstanceOf(LedgerUnavailable.class);
  }
}
