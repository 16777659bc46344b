package io.longhaul.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.ledger.Condition.Is;
import io.longhaul.ledger.Condition.NoRow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many at once. */
interface RaceContract extends TableUnderTest {
  int THREADS = 8;

  @Test
  default void of_many_who_make_a_row_exactly_one_wins_and_the_others_see_it() throws Exception {
    Key key = key();
    List<Written> answers = race(i -> table().write(update(key, new NoRow(), set("by", (long) i))));
    Row winner = table().get(key).orElseThrow();
    assertThat(answers).filteredOn(Written.Applied.class::isInstance).hasSize(1);
    assertThat(answers)
        .allSatisfy(answer ->
            assertThat(
                    switch (answer) {
                      case Written.Applied(Row row) -> row;
                      case Written.Refused(var row) -> row.orElseThrow();
                    })
                .isEqualTo(winner));
  }

  @Test
  default void of_many_who_claim_exactly_one_wins() throws Exception {
    Key key = key();
    given(key, set("state", "PENDING"), set("fence", 7L));
    List<Written> answers =
        race(i ->
            table()
                .write(
                    update(
                        key,
                        new Is("state", "PENDING"),
                        set("state", "RUNNING"),
                        set("worker", "w" + i),
                        add("fence", 1))));
    assertThat(answers).filteredOn(Written.Applied.class::isInstance).hasSize(1);
    assertThat(table().get(key).orElseThrow().number("fence")).isEqualTo(8);
  }

  @Test
  default void what_many_add_is_summed_exactly() throws Exception {
    Key key = key();
    Key other = key();
    race(i -> {
      for (int n = 0; n < 10; n++) {
        table().write(put(key, add("sum", i + 1)));
        table().transact(token(), List.of(put(key, add("sum", 1)), put(other, add("sum", -1))));
      }
      return i;
    });
    long threads = THREADS * (THREADS + 1) / 2;
    assertThat(table().get(key).orElseThrow().number("sum")).isEqualTo(10 * threads + 10 * THREADS);
    assertThat(table().get(other).orElseThrow().number("sum")).isEqualTo(-10 * THREADS);
  }

  @Test
  default void transactions_over_the_same_rows_in_other_orders_all_take_place() throws Exception {
    List<Key> keys = List.of(key(), key(), key(), key());
    race(i -> {
      for (int n = 0; n < 10; n++) {
        List<Write> writes = new ArrayList<>();
        for (int k = 0; k < keys.size(); k++) {
          writes.add(put(keys.get((k * (i % 2 == 0 ? 1 : 3) + i) % keys.size()), add("sum", 1)));
        }
        assertThat(table().transact(token(), writes)).isEqualTo(new Transacted.Applied());
      }
      return i;
    });
    assertThat(table().snapshot(keys))
        .hasSize(4)
        .allMatch(row -> row.number("sum") == 10 * THREADS);
  }

  @Test
  default void a_snapshot_sees_each_transaction_whole_or_not_at_all() throws Exception {
    Key left = key();
    Key right = key();
    given(left, set("amount", 1000L));
    given(right, set("amount", 0L));
    AtomicInteger movers = new AtomicInteger(THREADS / 2);
    List<Integer> looked =
        race(i -> {
          int looks = 0;
          if (i < THREADS / 2) {
            try {
              for (int n = 0; n < 10; n++) {
                table()
                    .transact(
                        token(),
                        List.of(put(left, add("amount", -1)), put(right, add("amount", 1))));
              }
            } finally {
              movers.decrementAndGet();
            }
          } else {
            do {
              long sum =
                  table().snapshot(List.of(left, right)).stream()
                      .mapToLong(row -> row.number("amount"))
                      .sum();
              assertThat(sum).isEqualTo(1000);
              looks++;
              // a table in this process never blocks, and movers that wait for a carrier would
              Thread.yield();
            } while (movers.get() > 0);
          }
          return looks;
        });
    assertThat(looked.stream().mapToInt(Integer::intValue).sum()).isPositive();
    assertThat(table().get(right).orElseThrow().number("amount")).isEqualTo(10 * THREADS / 2);
  }

  @Test
  default void of_two_transactions_that_each_check_what_the_other_makes_only_one_takes_place()
      throws Exception {
    for (int n = 0; n < 5; n++) {
      List<Key> keys = List.of(key(), key());
      race(i -> {
        Key mine = keys.get(i % 2);
        Key other = keys.get(1 - i % 2);
        return table()
            .transact(
                token(),
                List.of(check(other, new NoRow()), update(mine, new NoRow(), set("a", 1L))));
      });
      assertThat(table().snapshot(keys)).hasSize(1);
    }
  }

  /** Runs as many at once as there are threads, begun together; what one throws fails the test. */
  private <T> List<T> race(Racer<T> racer) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<T>> racers =
          IntStream.range(0, THREADS)
              .<Callable<T>>mapToObj(i ->
                  () -> {
                    start.await();
                    return racer.run(i);
                  })
              .toList();
      List<T> answers = new ArrayList<>();
      for (Future<T> answer : threads.invokeAll(racers)) answers.add(answer.get());
      return answers;
    }
  }

  interface Racer<T> {
    T run(int i) throws Exception;
  }
}
