package io.longhaul.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.coordinator.cli.World.Ran;
import io.longhaul.ledger.Change;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.ledger.UnitRow;
import io.longhaul.ledger.Write;
import io.longhaul.queue.Letter;
import io.longhaul.queue.codec.MessageCodec;
import io.longhaul.queue.memory.InMemoryWorkQueue;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.WorkerId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLetterQueueTest {
  private static final String HOSTILE = "=cmd\u001b[2J,\"";
  private static final RunName GONE = new RunName("gone");

  @TempDir private Path folder;
  private DeadWorld dead;
  private World world;
  private InMemoryWorkQueue queue;

  /** Three notices, a text of somebody else's, and a message of a run that is not there. */
  @BeforeEach
  void aDeadLetterQueueWithTwoStrangers() throws InterruptedException {
    dead = new DeadWorld(folder);
    world = dead.world;
    queue = world.queues.dead();
    queue.sendText(HOSTILE);
    queue.sendText(MessageCodec.encode(new UnitRef(GONE, UnitId.root(GONE))));
    world.time.pass(Duration.ofHours(3));
  }

  /** What can be received at this moment, and is left as it is. */
  private List<String> bodies() throws InterruptedException {
    List<Letter> letters = new ArrayList<>();
    while (true) {
      List<Letter> some = queue.look(10);
      if (some.isEmpty()) break;
      letters.addAll(some);
    }
    queue.show(letters.stream().map(Letter::message).toList());
    return letters.stream().map(Letter::body).toList();
  }

  private String idOf(String body) throws InterruptedException {
    String found = "";
    List<Letter> letters = queue.look(10);
    for (Letter letter : letters) if (letter.body().equals(body)) found = letter.id();
    queue.show(letters.stream().map(Letter::message).toList());
    return found;
  }

  @Test
  void foreign_messages_are_shown_apart_with_age_and_first_characters_and_nothing_is_hidden()
      throws Exception {
    List<String> before = bodies();
    assertThat(before).hasSize(5);
    Ran ran = world.run("dead");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("none of ours, received 2 times, 3 h 00 min old", "'=cmd\\u001B[2J,\"'")
        .contains("of a unit that is not there, received 2 times")
        .contains("dead-letter queue: 2 foreign messages, 3 notices of dead units\n")
        .doesNotContain("\u001b");
    assertThat(bodies()).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void json_has_numbers_and_examples() throws Exception {
    JsonNode json = new ObjectMapper().readTree(world.run("dead", "--json").out());
    assertThat(json.path("foreign").asInt()).isEqualTo(2);
    assertThat(json.path("notices").asInt()).isEqualTo(3);
    assertThat(json.path("whole").asBoolean()).isTrue();
    assertThat(json.path("examples").get(0).path("sort").asText()).isEqualTo("foreign");
    assertThat(json.path("examples").get(1).path("sort").asText()).isEqualTo("unknown");
  }

  @Test
  void dead_of_a_run_says_that_there_are_foreign_messages() {
    assertThat(world.run("dead", "orders", "--local").err())
        .contains("holds 2 foreign messages; './longhaul dead --local' shows them");
  }

  @Test
  void a_notice_of_a_unit_that_is_dead_no_more_is_taken_out_and_no_other() throws Exception {
    UnitRef unit = dead.denied.getFirst();
    world.ledger.redrives().accept(unit, "me", "why", new WorkerId("me"), world.time.now());
    assertThat(world.run("dead", "--dry-run").err()).contains("1 notice of units that are dead no");
    assertThat(bodies()).hasSize(5);
    assertThat(world.run("dead").err()).contains("dead no more, now taken out");
    assertThat(bodies()).hasSize(4).doesNotContain(MessageCodec.encode(unit));
  }

  @Test
  void they_are_exported_as_they_are_and_left() throws Exception {
    world.run("dead", "--export", "json", "--out", "f.json");
    JsonNode json = new ObjectMapper().readTree(folder.resolve("f.json").toFile());
    assertThat(json).hasSize(2);
    assertThat(json.get(0).path("body").asText()).isEqualTo(HOSTILE);
    world.run("dead", "--export", "csv", "--out", "f.csv");
    assertThat(Files.readString(folder.resolve("f.csv")))
        .contains("'=cmd")
        .doesNotContain("\u001b");
    assertThat(Files.readAllLines(folder.resolve("f.csv"))).hasSize(3);
    assertThat(bodies()).hasSize(5);
  }

  @Test
  void all_of_them_are_deleted_and_every_notice_stays() throws Exception {
    assertThat(world.run("dead", "--delete", "--all").exit()).as("without a terminal").isEqualTo(2);
    assertThat(world.run("dead", "--delete", "--all", "--dry-run").out())
        .isEqualTo("2 foreign messages would be deleted\n");
    assertThat(bodies()).hasSize(5);
    Ran ran = world.run("dead", "--delete", "--all", "--yes");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out()).isEqualTo("2 foreign messages deleted\n");
    assertThat(queue.depth()).as("gone, not hidden").isEqualTo(3);
    assertThat(dead.notices()).hasSize(3);
    assertThat(world.run("dead", "--delete", "--all", "--yes").out())
        .isEqualTo("0 foreign messages deleted\n");
  }

  @Test
  void at_a_terminal_it_asks_before_it_deletes() throws Exception {
    world.typed = Optional.of("no");
    assertThat(world.run("dead", "--delete", "--all").exit()).isEqualTo(2);
    assertThat(bodies()).hasSize(5);
    world.typed = Optional.of("delete");
    assertThat(world.run("dead", "--delete", "--all").exit()).isZero();
    assertThat(bodies()).hasSize(3);
  }

  @Test
  void one_is_deleted_by_its_id_and_a_notice_is_not() throws Exception {
    String notice = idOf(MessageCodec.encode(dead.tooLarge.getFirst()));
    Ran ran = world.run("dead", "--delete", "--yes", "--message", notice);
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains("1 named message not among the foreign messages");
    assertThat(bodies()).hasSize(5);
    assertThat(world.run("dead", "--delete", "--yes", "--message", idOf(HOSTILE)).exit()).isZero();
    assertThat(bodies()).hasSize(4).doesNotContain(HOSTILE);
  }

  @Test
  void they_are_moved_to_a_tier_or_to_any_queue() throws Exception {
    assertThat(world.run("dead", "--move", "small", "--message", idOf(HOSTILE)).out())
        .isEqualTo("1 foreign message moved\n");
    assertThat(world.queues.of(Tier.SMALL).look(10))
        .extracting(Letter::body)
        .containsExactly(HOSTILE);
    assertThat(world.run("dead", "--move", "elsewhere", "--all", "--dry-run").out())
        .isEqualTo("1 foreign message would be moved\n");
    assertThat(world.run("dead", "--move", "elsewhere", "--all").exit()).isZero();
    assertThat(world.queues.named("elsewhere").look(10)).hasSize(1);
    assertThat(dead.notices()).hasSize(3);
  }

  @Test
  void what_ends_a_look_leaves_nothing_hidden() throws Exception {
    int[] left = {3};
    world.whenAsked =
        () -> {
          if (--left[0] == 0) Thread.currentThread().interrupt();
        };
    Ran ran = world.run("redrive", "orders", "--dry-run");
    assertThat(ran.exit()).as("before the queue is looked into").isEqualTo(130);
    for (int at = 1; at <= 12; at++) {
      left[0] = at;
      world.run("dead");
      Thread.interrupted();
      world.whenAsked = () -> {};
      assertThat(bodies()).as("interrupted at request %d", at).hasSize(5);
      world.whenAsked =
          () -> {
            if (--left[0] == 0) Thread.currentThread().interrupt();
          };
    }
  }

  @Test
  void a_ledger_that_falls_silent_in_a_look_leaves_nothing_hidden() throws Exception {
    world.whenAsked =
        () -> {
          if (queue.depth() > 0 && looked()) throw new LedgerUnavailable("silent");
        };
    Ran ran = world.run("dead");
    assertThat(ran.exit()).isEqualTo(1);
    world.whenAsked = () -> {};
    assertThat(bodies()).hasSize(5);
  }

  /** Whether somebody hides messages at this moment. */
  private boolean looked() {
    List<Letter> letters = queue.look(1);
    queue.show(letters.stream().map(Letter::message).toList());
    return letters.isEmpty();
  }

  @Test
  void a_unit_whose_row_nobody_can_read_keeps_its_notice() throws Exception {
    world.table.write(
        new Write.Update(
            UnitRow.key(dead.tooLarge.getFirst()),
            List.of(),
            List.of(new Change.Set("state", "NONSENSE"))));
    assertThat(world.run("dead").out()).contains("3 notices of dead units");
    world.run("dead", "--delete", "--all", "--yes");
    assertThat(bodies()).hasSize(3);
  }

  @Test
  void of_a_long_queue_so_much_is_looked_at_and_that_there_is_more_is_said() throws Exception {
    IntStream.range(0, 10_050).forEach(n -> queue.sendText("junk " + n));
    Ran ran = world.run("dead");
    assertThat(ran.err()).contains("the queue has more than was looked at, about 10,055 messages");
    assertThat(ran.out().lines()).hasSize(22);
    assertThat(bodies()).hasSize(10_055);
  }

  @Test
  void misuse_is_one_line() {
    for (Ran ran :
        new Ran[] {
          world.run("dead", "--delete"),
          world.run("dead", "--delete", "--all", "--message", "1"),
          world.run("dead", "--delete", "--move", "small", "--all"),
          world.run("dead", "--message", "1"),
          world.run("dead", "--yes"),
          world.run("dead", "--move", "a b", "--all"),
          world.run("dead", "--move", "longhaul-default-dead", "--all"),
          world.run("dead", "orders", "--delete", "--all"),
          world.run("dead", "--accept", "why"),
          world.run("dead", "--class", "denied"),
          world.run("dead", "--export", "csv"),
          world.run("dead", "--export", "csv", "--out", "f", "--delete", "--all"),
        }) {
      assertThat(ran.exit()).as(ran.out()).isEqualTo(2);
      assertThat(ran.out()).isEmpty();
      assertThat(ran.err().lines().filter(line -> line.startsWith("longhaul: "))).hasSize(1);
    }
  }
}
