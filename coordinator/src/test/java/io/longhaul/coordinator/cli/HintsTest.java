package io.longhaul.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.coordinator.cli.World.Ran;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command says to type next works when it is pasted. */
class HintsTest {
  @TempDir private Path folder;
  private World world;

  @BeforeEach
  void aWorld() {
    world = new World(folder);
  }

  @Test
  void the_program_is_named_as_it_was_called_and_the_stack_as_it_was_named() {
    Path job = world.job();
    assertThat(world.run("submit", job, "--name", "a").out()).contains("'./longhaul watch a'");
    assertThat(world.run("submit", job, "--name", "b", "--local", "--detach").out())
        .contains("'./longhaul watch b --local'");
    assertThat(
            world
                .run("submit", job, "--local", "--state", "my state", "--stack", "x", "--name", "c")
                .out())
        .contains("'./longhaul watch c --stack x --local --state 'my state''");
  }

  @Test
  void what_a_message_names_is_spelled_likewise() {
    assertThat(world.run("report", "none", "--local").err())
        .contains("'./longhaul status --local' lists them");
    assertThat(world.run("status", "--local").out())
        .contains("'./longhaul submit JOB --name RUN --local' makes one");
    assertThat(world.run("submit", "none.yaml", "--name", "a", "--local").err())
        .contains("'./longhaul init s3-copy' writes one");
    assertThat(world.run("local", "env", "--state", "s").err())
        .contains("'./longhaul local up --state s' starts it");
  }

  @Test
  void the_examples_of_a_help_are_too() {
    assertThat(world.run("watch", "--help").out())
        .contains("Usage: ./longhaul watch")
        .contains("  ./longhaul watch orders --local");
    assertThat(world.run("local", "--help").out()).contains("$(./longhaul local env)");
  }

  /** The first line of what is said of a command stands for it in the list: it is a sentence. */
  @Test
  void the_list_of_commands_has_whole_sentences() {
    for (Ran ran : new Ran[] {world.run(), world.run("local"), world.run("infra")}) {
      String list = ran.err().split("Commands:\n")[1].split("\n\n")[0].stripTrailing();
      List<String> told = List.of(list.split("\n(?=  \\S)"));
      assertThat(told).isNotEmpty().allSatisfy(each -> assertThat(each).endsWith("."));
    }
  }

  @Test
  void a_command_that_is_none_is_called_one_and_the_nearest_is_named() {
    Ran ran = world.run("statu");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .isEqualTo(
            "longhaul: unknown command 'statu', did you mean 'status'?; './longhaul --help' shows"
                + " how it is used\n");
    assertThat(world.run("frobnicate").err())
        .contains("unknown command 'frobnicate'; './longhaul --help'");
    assertThat(world.run("local", "upp").err())
        .contains("unknown command 'upp', did you mean 'up'?");
    assertThat(world.run("watch", "r", "--jsn").err())
        .contains("unknown option '--jsn', did you mean '--json'?; './longhaul watch --help'");
    assertThat(world.run("watch", "r", "s").err()).contains("'s' is one word too many");
  }

  @Test
  void a_command_of_commands_alone_shows_them() {
    for (Ran ran : new Ran[] {world.run(), world.run("local")}) {
      assertThat(ran.exit()).isEqualTo(2);
      assertThat(ran.out()).isEmpty();
      assertThat(ran.err()).contains("Usage: ./longhaul").contains("Commands:");
    }
    assertThat(world.run("local").err()).contains("env");
  }

  @Test
  void every_command_names_its_exit_statuses() {
    for (String command :
        new String[] {"dead", "cancel", "units", "watch", "redrive", "local up", "status"}) {
      assertThat(world.run((Object[]) (command + " --help").split(" ")).out())
          .as(command)
          .containsPattern("Exit status:\n +0 +done\n")
          .containsPattern(" 130 +interrupted");
    }
    assertThat(world.run("--help").out()).doesNotContain("Exit status");
  }
}
