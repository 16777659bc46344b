package io.longhaul.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.claim.UnitHandler;
import io.longhaul.ledger.Condition;
import io.longhaul.ledger.Table;
import io.longhaul.queue.WorkQueues;
import io.longhaul.s3.Expect;
import io.longhaul.s3.ObjectStore;
import io.longhaul.worker.walk.CopySettings;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The simulation is worth its time only if it misses each promise that is taken away. */
class SaboteursTest {
  private static final int SEEDS = 500;

  @Test
  void registering_over_what_is_there_is_caught() {
    caught(table -> new TableThatForgets(table, c -> c instanceof Condition.NoRow));
  }

  @Test
  void a_ledger_that_forgets_the_fence_is_caught() {
    caught(table -> new TableThatForgets(table, c -> TableThatForgets.is(c, "fence")));
  }

  @Test
  void claiming_what_is_not_pending_is_caught() {
    caught(table -> new TableThatForgets(table, c -> TableThatForgets.is(c, "state", "PENDING")));
  }

  @Test
  void a_sweeper_that_reclaims_nothing_is_caught() {
    caught(table -> new TableThatHides(table, "R#"));
  }

  @Test
  void a_sweeper_that_sends_nothing_again_is_caught() {
    caught(table -> new TableThatHides(table, "P#"));
  }

  @Test
  void a_sweeper_that_opens_nothing_is_caught() {
    caught(table -> new TableThatHides(table, "W#"));
  }

  @Test
  void a_torn_transaction_is_caught() {
    caught(TableThatTearsTransactions::new);
  }

  @Test
  void closing_on_counters_that_were_only_glanced_at_is_caught() {
    caught(table ->
        new TableThatForgets(
            table, c -> TableThatForgets.is(c, "open") || TableThatForgets.lacks(c, "open")));
  }

  @Test
  void a_tally_that_is_not_taken_back_at_redrive_is_caught() {
    caught(TableThatKeepsTallies::new);
  }

  @Test
  void redriving_what_is_not_dead_any_more_is_caught() {
    caught(table ->
        new TableThatForgets(
            table,
            c -> TableThatForgets.is(c, "state", "DEAD") || TableThatForgets.is(c, "tally")));
  }

  @Test
  void opening_units_behind_a_cancel_is_caught() {
    caught(table -> new TableThatForgets(table, c -> TableThatForgets.lacks(c, "cancelled")));
  }

  @Test
  void taking_more_messages_than_there_are_slots_is_caught() {
    caughtWith(
        new Sabotage() {
          @Override
          public WorkQueues queues(WorkQueues queues) {
            return new QueuesThatGiveMore(queues);
          }
        });
  }

  @Test
  void receiving_while_the_ledger_does_not_answer_is_caught() {
    caughtWith(
        new Sabotage() {
          @Override
          public Table heard(Table table) {
            return new TableThatRenewsUnheard(table);
          }
        });
  }

  @Test
  void copying_to_where_nothing_was_seen_without_saying_so_is_caught() {
    caughtAtStore(store -> new StoreThatForgets(store, Expect.Absent.class));
  }

  @Test
  void copying_over_what_was_seen_without_saying_what_is_caught() {
    caughtAtStore(store -> new StoreThatForgets(store, Expect.Etag.class));
  }

  @Test
  void starting_what_could_outlast_the_session_is_caught() {
    caughtWith(
        new Sabotage() {
          @Override
          public UnitHandler handler(UnitHandler handler) {
            return unit -> handler.handle(new InHandThatOutlivesItsSession(unit));
          }
        });
  }

  @Test
  void keeping_a_late_copy_of_what_the_source_was_is_caught() {
    caughtWith(
        new Sabotage() {
          @Override
          public UnitHandler handler(UnitHandler handler) {
            return unit -> handler.handle(new InHandOfALaterRun(unit));
          }
        });
  }

  @Test
  void a_listing_that_failed_and_counts_as_ended_is_caught() {
    caughtAtStore(StoreThatTakesSilenceForAnEnd::new);
  }

  @Test
  void an_unordered_listing_that_is_put_in_order_is_caught() {
    caughtAtStore(StoreThatSortsPages::new);
  }

  @Test
  void holding_a_whole_listing_is_caught() {
    caughtAtStore(StoreThatListsAtOnce::new);
  }

  @Test
  void copying_more_at_once_than_a_unit_may_is_caught() {
    caughtWith(
        new Sabotage() {
          @Override
          public CopySettings copies(CopySettings settings) {
            return CopySettings.DEFAULT;
          }
        });
  }

  private static void caughtAtStore(UnaryOperator<ObjectStore> saboteur) {
    caughtWith(
        new Sabotage() {
          @Override
          public ObjectStore store(ObjectStore store) {
            return saboteur.apply(store);
          }
        });
  }

  private static void caught(UnaryOperator<Table> saboteur) {
    caughtWith(
        new Sabotage() {
          @Override
          public Table table(Table table) {
            return saboteur.apply(table);
          }
        });
  }

  private static void caughtWith(Sabotage sabotage) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      List<String> wrong = new World(seed, sabotage).run();
      if (!wrong.isEmpty()) return;
    }
    assertThat(SEEDS).as("seeds in which the saboteur was not caught").isZero();
  }
}
