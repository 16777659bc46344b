package io.longhaul.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.coordinator.cli.World.Ran;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.ledger.Sizing.Wish;
import io.longhaul.unit.RunName;
import io.longhaul.unit.WorkerId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about a whole stack. */
class InfraStackTest {
  @TempDir private Path folder;
  private World world;
  private final InMemoryResource table = new InMemoryResource("table longhaul-shop");

  @BeforeEach
  void aStackThatIsNotThere() {
    world = new World(folder);
    world.resources = List.of(table);
    world.environment.put("LONGHAUL_STACK", "shop");
  }

  private Ran infra(String words) {
    return world.run((Object[]) ("infra " + words).split(" "));
  }

  private void deployed() {
    assertThat(infra("deploy --yes").exit()).isZero();
    world.estate.done.clear();
  }

  @Test
  void it_shows_what_would_be_made_asks_and_makes_it() {
    world.typed = Optional.of("shop");
    Ran ran = infra("deploy");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out())
        .isEqualTo("add      Group (AWS::AutoScaling::AutoScalingGroup)\nstack shop is made\n");
    assertThat(ran.err()).contains("stack shop would be made so; type 'shop' to go on:");
    assertThat(world.estate.done).containsExactly("propose", "carry out", "close");
  }

  @Test
  void another_word_makes_nothing_and_no_terminal_is_no_word() {
    world.typed = Optional.of("yes");
    Ran other = infra("deploy");
    assertThat(other.exit()).isEqualTo(2);
    assertThat(other.err()).contains("that is not 'shop': nothing was changed");
    world.typed = Optional.empty();
    Ran nobody = infra("deploy");
    assertThat(nobody.exit()).isEqualTo(2);
    assertThat(nobody.err()).contains("no terminal is here to ask at; --yes does it");
    assertThat(world.estate.done)
        .containsExactly("propose", "withdraw", "close", "propose", "withdraw", "close");
    assertThat(world.estate.formed).isNull();
  }

  @Test
  void a_dry_run_shows_it_and_leaves_nothing_behind() throws Exception {
    Ran ran = infra("deploy --dry-run --json");
    assertThat(ran.exit()).isZero();
    JsonNode json = new ObjectMapper().readTree(ran.out());
    assertThat(json.required("stack").asText()).isEqualTo("shop");
    assertThat(json.required("new").asBoolean()).isTrue();
    assertThat(json.required("outcome").asText()).isEqualTo("would-deploy");
    assertThat(json.required("changes").toString())
        .isEqualTo(
            "[{\"action\":\"add\",\"resource\":\"Group\","
                + "\"type\":\"AWS::AutoScaling::AutoScalingGroup\",\"properties\":[]}]");
    assertThat(world.estate.done).containsExactly("propose", "withdraw", "close");
    assertThat(world.estate.formed).isNull();
  }

  @Test
  void once_made_it_is_as_it_should_be_and_only_what_is_said_is_changed() {
    deployed();
    Ran again = infra("deploy --yes");
    assertThat(again.out()).isEqualTo("stack shop is as it should be\n");
    assertThat(world.estate.done).containsExactly("propose", "withdraw", "close");
    Ran more = infra("deploy --yes --max 32 --types m5.2xlarge,m6i.2xlarge");
    assertThat(more.exit()).isZero();
    assertThat(more.out())
        .contains("set      Max: 16 -> 32\n")
        .contains("set      Type1: m5.4xlarge -> m5.2xlarge\n")
        .contains("set      Type4: m6a.4xlarge -> ''\n")
        .endsWith("stack shop is changed\n");
    assertThat(world.estate.formed.parameters()).containsEntry("Max", "32");
  }

  @Test
  void diff_exits_3_where_there_is_a_difference_and_never_changes_one() {
    deployed();
    Ran none = infra("diff");
    assertThat(none.exit()).isZero();
    assertThat(none.out()).isEmpty();
    assertThat(none.err()).contains("no difference");
    Ran some = infra("diff --max 32");
    assertThat(some.exit()).isEqualTo(3);
    assertThat(some.out()).isEqualTo("set      Max: 16 -> 32\n");
    assertThat(infra("diff --max 32 --json").out())
        .contains("\"parameters\":{\"Max\":{\"before\":\"16\",\"after\":\"32\"}}");
    assertThat(world.estate.formed.parameters()).containsEntry("Max", "16");
    assertThat(world.estate.done).doesNotContain("carry out");
  }

  @Test
  void a_stack_that_was_made_by_minimal_is_told_what_to_do() {
    table.there();
    Ran ran = infra("deploy --yes");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err())
        .contains(
            "longhaul: table longhaul-shop: made by --minimal, and CloudFormation takes over"
                + " nothing; deploy under another --stack, or delete them by hand");
    assertThat(world.estate.done).doesNotContain("propose");
  }

  @Test
  void wrong_words_are_refused_before_anything_is_asked() {
    Ran ran = infra("deploy --max 9999");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).isEqualTo("longhaul: --max 9999: write 0 to 500\n");
    Ran loose = infra("deploy --distribution");
    assertThat(loose.exit()).isEqualTo(2);
    assertThat(loose.err()).contains("this program runs from loose classes");
    assertThat(infra("diff --types x").exit()).isEqualTo(2);
    assertThat(world.estate.done).isEmpty();
  }

  @Test
  void destroy_refuses_while_a_run_is_open_and_says_which() {
    deployed();
    world.run("submit", world.job(), "--name", "first", "--detach");
    Ran ran = infra("destroy --yes");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err())
        .contains("longhaul: a run is open: first; wait for the end, or './longhaul cancel first");
    assertThat(world.estate.done).containsExactly("close");
    assertThat(world.ledger.runs().find(new RunName("first"))).isPresent();
  }

  @Test
  void destroy_refuses_while_something_is_granted_expired_or_not() {
    deployed();
    Instant past = world.time.now().minus(Duration.ofDays(1));
    world.ledger.grants().note(new RunName("old"), "job", past);
    Ran ran = infra("destroy --yes");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err())
        .contains("still name this stack's workers, for old; './longhaul infra revoke old', and");
    assertThat(world.estate.done).containsExactly("close");
  }

  @Test
  void a_ledger_that_does_not_answer_is_passed_over_only_by_force() {
    deployed();
    world.whenAsked =
        () -> {
          throw new LedgerUnavailable("it is silent", null);
        };
    Ran refused = infra("destroy --yes");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("nobody can say whether a run is open", "--force removes");
    world.estate.course.clear();
    world.estate.course.add("DELETE_COMPLETE");
    Ran forced = infra("destroy --yes --force");
    assertThat(forced.exit()).as(forced.err()).isZero();
    assertThat(forced.out()).isEqualTo("stack shop: nothing is left\n");
  }

  @Test
  void destroy_sends_machines_home_and_deletes_when_they_have_left() {
    WorkerId worker = workingMachine();
    Wish wish = new Wish(world.time.now(), "ann", Optional.empty(), 0, 8);
    assertThat(world.ledger.sizings().wish(Optional.empty(), wish, 2)).isTrue();
    world.fleet.whenListed =
        () -> {
          assertThat(world.ledger.sizings().find()).as("else others come").isEmpty();
          boolean asked = world.ledger.sessions().find(worker).orElseThrow().wish().isPresent();
          if (!asked || world.fleet.members.isEmpty()) return;
          assertThat(world.fleet.group.orElseThrow().wanted()).as("wanted first").isZero();
          assertThat(world.estate.done).doesNotContain("delete");
          world.fleet.end(world.fleet.members.getFirst().id());
          world.ledger.sessions().leave(worker);
        };
    Ran ran = infra("destroy --yes");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.err())
        .contains("the fleet is not sized by itself any more\n")
        .contains("2 machines sent home: none is wanted any more\n");
    assertThat(world.fleet.members).isEmpty();
    assertThat(world.estate.done).contains("delete");
  }

  @Test
  void destroy_ends_a_machine_whose_worker_does_not_leave_in_minutes() {
    workingMachine();
    world.fleet.whenListed = () -> world.time.pass(Duration.ofMinutes(1));
    Ran ran = infra("destroy --yes");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.err()).contains("1 machine still works after 3 minutes, and is ended\n");
    assertThat(world.fleet.members).isEmpty();
    assertThat(world.estate.done).contains("delete");
  }

  /** Two machines, with a worker on one of them. */
  private WorkerId workingMachine() {
    deployed();
    world.estate.course.clear();
    world.estate.course.add("DELETE_COMPLETE");
    world.fleet.make(0, 8, "m5.4xlarge");
    world.fleet.want(2);
    WorkerId worker = new WorkerId("worker-1-a");
    Instant until = world.time.now().plus(Duration.ofHours(1));
    String host = world.fleet.members.getFirst().id();
    world.ledger.sessions().begin(worker, host, 3, until);
    world.fleet.protect(List.of(host), true);
    return worker;
  }

  @Test
  void what_is_left_is_listed_and_makes_it_exit_1() {
    deployed();
    world.estate.course.clear();
    world.estate.course.add("DELETE_COMPLETE");
    world.estate.remains.add("volume vol-1");
    world.estate.whenLooked = () -> world.time.pass(Duration.ofMinutes(1));
    Ran ran = infra("destroy --yes --json");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out())
        .isEqualTo("{\"stack\":\"shop\",\"dryRun\":false,\"left\":[\"volume vol-1\"]}\n");
  }

  @Test
  void destroy_asks_for_the_name_and_a_dry_run_lists_what_there_is() {
    deployed();
    world.estate.remains.add("group longhaul-shop");
    Ran dry = infra("destroy --dry-run");
    assertThat(dry.exit()).isZero();
    assertThat(dry.out())
        .isEqualTo(
            "would-remove: CloudFormation stack longhaul-shop (CREATE_COMPLETE)\n"
                + "would-remove: group longhaul-shop\n");
    world.typed = Optional.of("no");
    Ran asked = infra("destroy");
    assertThat(asked.exit()).isEqualTo(2);
    assertThat(asked.err())
        .contains("stack shop and the ledger of all its runs would be removed for good");
    assertThat(world.estate.done).containsOnly("close");
    assertThat(world.estate.formed.parameters()).isNotEqualTo(Map.of());
  }

  @Test
  void none_of_it_is_for_an_embedded_cloud() {
    for (String command : List.of("deploy", "diff", "destroy")) {
      Ran ran = infra(command + " --local");
      assertThat(ran.exit()).as(command).isEqualTo(2);
      assertThat(ran.err()).contains("'./longhaul local up' starts it");
    }
    assertThat(world.estate.done).isEmpty();
  }
}
