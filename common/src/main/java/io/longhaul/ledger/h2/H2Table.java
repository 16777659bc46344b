package io.longhaul.ledger.h2;

import io.longhaul.ledger.Key;
import io.longhaul.ledger.Limits;
import io.longhaul.ledger.Retries;
import io.longhaul.ledger.Retries.AskAgain;
import io.longhaul.ledger.Row;
import io.longhaul.ledger.Rows;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.Transacted;
import io.longhaul.ledger.Write;
import io.longhaul.ledger.Written;
import io.longhaul.unit.KeyOrder;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The table on an H2 database that this process or another one serves; DynamoDB's answers and
 * limits, one machine's durability.
 *
 * <p>Conditions are judged here and not in SQL: a single write compares and sets the whole row, a
 * transaction locks its rows. A token is not remembered: a repeated transaction meets its
 * conditions.
 */
public final class H2Table implements Table {
  private static final Comparator<Key> IN_ORDER =
      Comparator.comparing(Key::partition, KeyOrder.BYTES).thenComparing(Key::sort, KeyOrder.BYTES);

  /** Above every key: no UTF-8 has this byte. */
  private static final byte[] END = {(byte) 0xff};

  private final H2Connections connections;
  private final Retries opening;
  private final Retries retries;
  private volatile boolean made;

  /**
   * Asks nothing yet.
   *
   * @param url of a server on the loopback, {@link #within} what one request may take
   * @param most connections at once; requests beyond them wait
   */
  public H2Table(String url, String user, String password, int most, Retries retries) {
    this(url, user, password, most, retries, retries);
  }

  /**
   * As above.
   *
   * @param opening for the first request, which a server that is just starting takes longer to
   *     answer
   */
  public H2Table(
      String url, String user, String password, int most, Retries opening, Retries retries) {
    this.connections = new H2Connections(url, user, password, most, retries.time());
    this.opening = opening;
    this.retries = retries;
  }

  /**
   * A server's url for requests of which none waits longer than that, for a server that hangs or
   * for a lock.
   *
   * <p>Who waits for a lock gives it up before the connection: H2's client never closes one that
   * took too long, so that what was asked for on it is done later, and its locks are held by
   * nobody. Behind those the next ones would wait too long as well, and so on for ever.
   */
  public static String within(String url, Duration longest) {
    long millis = longest.toMillis();
    return "%s;NETWORK_TIMEOUT=%d;LOCK_TIMEOUT=%d".formatted(url, millis, millis / 2);
  }

  /** Makes the table now if it is not there; else the first request does. */
  public H2Table made() {
    make();
    return this;
  }

  private void make() {
    if (made) return;
    connections.ask(
        opening,
        "create table",
        session -> {
          session.createTable();
          return true;
        });
    made = true;
  }

  private <T> T ask(String what, H2Connections.Work<T> work) {
    make();
    return connections.ask(retries, what, work);
  }

  @Override
  public Optional<Row> get(Key key) {
    Limits.check(key);
    return rows("get", List.of(key)).stream().findFirst();
  }

  @Override
  public List<Row> read(List<Key> keys) {
    Limits.checkReads(keys);
    return rows("read", keys);
  }

  @Override
  public List<Row> snapshot(List<Key> keys) {
    Limits.checkReads(keys);
    return rows("snapshot", keys);
  }

  private List<Row> rows(String what, List<Key> keys) {
    if (keys.isEmpty()) return List.of();
    return ask(what, session -> List.copyOf(session.rows(keys, false).values()));
  }

  @Override
  public List<Row> query(String partition, String prefix, @Nullable String after, int limit) {
    Limits.checkLimit(limit);
    byte[] first = AttributeBytes.utf8(prefix);
    byte[] from =
        after != null && KeyOrder.compare(after, prefix) >= 0
            ? justAbove(AttributeBytes.utf8(after))
            : first;
    return ask(
        "query",
        session ->
            session.inOrder(
                AttributeBytes.utf8(partition), from, aboveAllThatBeginWith(first), limit));
  }

  private static byte[] justAbove(byte[] key) {
    return Arrays.copyOf(key, key.length + 1);
  }

  private static byte[] aboveAllThatBeginWith(byte[] prefix) {
    if (prefix.length == 0) return END;
    byte[] above = prefix.clone();
    above[above.length - 1]++; // no byte of UTF-8 is 0xff
    return above;
  }

  @Override
  public List<Row> index(String partition, String from, String to, int limit) {
    Limits.checkLimit(limit);
    return ask(
        "index",
        session ->
            session
                .indexed(
                    AttributeBytes.utf8(partition),
                    AttributeBytes.utf8(from),
                    AttributeBytes.utf8(to),
                    limit)
                .stream()
                .map(Rows::shown)
                .toList());
  }

  @Override
  public Written write(Write write) {
    Limits.check(write);
    Key key = write.key();
    return ask(
        "write",
        session -> {
          Row before = session.rows(List.of(key), false).get(key);
          if (!Rows.hold(write.conditions(), before)) {
            return new Written.Refused(Optional.ofNullable(before));
          }
          Row after = Rows.after(write, before);
          if (!session.replace(key, before, after)) throw new AskAgain("changed meanwhile");
          if (after != null) return new Written.Applied(after);
          return new Written.Applied(before != null ? before : new Row(key, new TreeMap<>()));
        });
  }

  @Override
  public Transacted transact(String token, List<Write> writes) {
    Limits.check(token, writes);
    List<Write> inOrder =
        writes.stream().sorted(Comparator.comparing(Write::key, IN_ORDER)).toList();
    return ask("transact", session -> transact(session, inOrder));
  }

  private static Transacted transact(H2Session session, List<Write> writes)
      throws SQLException, AskAgain {
    session.begin();
    Map<Key, Row> locked = session.rows(writes.stream().map(Write::key).toList(), true);
    Map<Key, Optional<Row>> refused = new LinkedHashMap<>();
    for (Write write : writes) {
      Row before = locked.get(write.key());
      if (!Rows.hold(write.conditions(), before)) {
        refused.put(write.key(), Optional.ofNullable(before));
      }
    }
    if (refused.isEmpty()) {
      change(session, writes, locked);
      session.commit();
      return new Transacted.Applied();
    }
    session.reset();
    return new Transacted.Refused(refused);
  }

  private static void change(H2Session session, List<Write> writes, Map<Key, Row> locked)
      throws SQLException, AskAgain {
    long bytes = 0;
    for (Write write : writes) {
      Key key = write.key();
      Row before = locked.get(key);
      Row after = Rows.after(write, before);
      bytes += after == null ? 0 : after.size();
      if (before == null && after == null) {
        // There is no row to lock, so its place is held: nobody may make it until we are through.
        Row held = new Row(key, new TreeMap<>());
        session.replace(key, null, held);
        before = held;
      }
      if (!Objects.equals(before, after) && !session.replace(key, before, after)) {
        throw new AskAgain("changed meanwhile");
      }
    }
    Limits.checkSum(bytes);
  }

  @Override
  public void close() {
    connections.close();
  }
}
