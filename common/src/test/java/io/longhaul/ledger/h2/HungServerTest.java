package io.longhaul.ledger.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.claim.SessionSettings;
import io.longhaul.ledger.Change;
import io.longhaul.ledger.Key;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.ledger.Retries;
import io.longhaul.ledger.Write;
import io.longhaul.ledger.Written;
import io.longhaul.time.SystemTime;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that took the request and says nothing more. */
@Timeout(60)
class HungServerTest {
  private static final SessionSettings SESSION = SessionSettings.of(Duration.ofSeconds(12));
  private static final Key KEY = new Key("p", "s");

  @TempDir private Path folder;
  private final SystemTime time = new SystemTime();

  /** More ask than there are connections: those who wait for one give up in time, too. */
  @Test
  void every_call_ends_before_the_session_is_to_be_renewed() throws Exception {
    try (H2Server server = new H2Server(folder);
        Relay relay = new Relay(server.port());
        H2Table table = open(relay)) {
      assertThat(table.get(KEY)).isEmpty();
      relay.hang();
      List<Thread> callers = new ArrayList<>();
      List<AtomicReference<Duration>> took = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        AtomicReference<Duration> mine = new AtomicReference<>(Duration.ofDays(1));
        took.add(mine);
        callers.add(time.start("caller", () -> mine.set(untilUnavailable(table))));
      }
      for (Thread caller : callers) caller.join();

      assertThat(took).allSatisfy(each -> assertThat(each.get()).isLessThan(Duration.ofSeconds(3)));
      relay.goOn();
      assertThat(table.get(KEY)).isEmpty();
    }
  }

  @Test
  void so_does_the_first_call_to_a_server_that_only_lets_connect() throws Exception {
    try (H2Server server = new H2Server(folder);
        Relay relay = new Relay(server.port())) {
      relay.hang();
      long before = time.nanos();
      assertThatThrownBy(() -> open(relay).made()).isInstanceOf(LedgerUnavailable.class);
      assertThat(Duration.ofNanos(time.nanos() - before)).isLessThan(Duration.ofSeconds(3));
    }
  }

  @Test
  void an_interrupt_is_not_forgotten_while_the_server_is_away() throws Exception {
    int port;
    try (ServerSocket nobody = new ServerSocket(0)) {
      port = nobody.getLocalPort();
    }
    Retries retries = new Retries(time, new Random(1), SESSION.ledgerPatience());
    try (H2Table table = new H2Table(url(port), "longhaul", "secret", 1, retries)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> table.get(KEY))
          .isInstanceOf(LedgerUnavailable.class)
          .hasMessageContaining("interrupted");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private H2Table open(Relay relay) {
    Retries retries = new Retries(time, new Random(1), SESSION.ledgerPatience());
    return new H2Table(url(relay.port()), "longhaul", "secret", 2, retries);
  }

  private static String url(int port) {
    String url = "jdbc:h2:tcp://127.0.0.1:%d/ledger".formatted(port);
    return H2Table.within(url, SESSION.ledgerTry());
  }

  /** What is asked for on a connection that was given up is done later, and holds its locks. */
  @Test
  void who_waits_for_a_lock_does_not_give_up_the_connection() throws Exception {
    Write count = new Write.Update(KEY, List.of(), List.of(new Change.Add("fence", 1)));
    Retries retries = new Retries(time, new Random(1), SESSION.ledgerPatience());
    try (H2Server server = new H2Server(folder);
        H2Table table = new H2Table(url(server.port()), "longhaul", "secret", 1, retries)) {
      assertThat(table.write(count)).isInstanceOf(Written.Applied.class);
      try (Connection holder =
              DriverManager.getConnection(url(server.port()), "longhaul", "secret");
          var statement = holder.createStatement()) {
        holder.setAutoCommit(false);
        statement.executeQuery("SELECT * FROM ledger_rows FOR UPDATE").close();
        for (int i = 0; i < 3; i++) {
          assertThatThrownBy(() -> table.write(count)).isInstanceOf(LedgerUnavailable.class);
        }
        assertThat(sessions(statement)).as("the holder's and the table's one").isEqualTo(2);
        holder.rollback();
      }
      assertThat(table.write(count)).isInstanceOf(Written.Applied.class);
    }
  }

  private static int sessions(Statement statement) throws SQLException {
    try (var count = statement.executeQuery("SELECT COUNT(*) FROM information_schema.sessions")) {
      count.next();
      return count.getInt(1);
    }
  }

  private Duration untilUnavailable(H2Table table) {
    long before = time.nanos();
    assertThatThrownBy(() -> table.get(KEY)).isInstanceOf(LedgerUnavailable.class);
    return Duration.ofNanos(time.nanos() - before);
  }
}
