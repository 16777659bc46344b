package io.longhaul.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.access.PermissionMissing;
import io.longhaul.coordinator.cli.World.Ran;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfraCommandTest {
  @TempDir private Path folder;
  private World world;
  private final InMemoryResource table = new InMemoryResource("table longhaul-default");
  private final InMemoryResource queue = new InMemoryResource("queue longhaul-default-small");

  @BeforeEach
  void aStackThatIsNotThere() {
    world = new World(folder);
    world.resources = List.of(table, queue);
  }

  @Test
  void what_is_not_there_is_made_and_made_once() {
    Ran first = world.run("infra", "deploy", "--minimal");
    assertThat(first.exit()).isZero();
    assertThat(first.out())
        .isEqualTo("table longhaul-default: made\nqueue longhaul-default-small: made\n");
    Ran again = world.run("infra", "deploy", "--minimal");
    assertThat(again.exit()).isZero();
    assertThat(again.out())
        .isEqualTo("table longhaul-default: is there\nqueue longhaul-default-small: is there\n");
  }

  @Test
  void a_dry_run_says_what_would_be_made_and_makes_nothing() {
    table.there();
    Ran ran = world.run("infra", "deploy", "--minimal", "--dry-run");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out())
        .contains("table longhaul-default: is there\n")
        .contains("queue longhaul-default-small: is not there and would be made\n");
    assertThat(queue.isThere()).isFalse();
  }

  @Test
  void what_differs_is_named_left_alone_and_makes_it_exit_3() {
    table.there("it has no index 'open'");
    Ran ran = world.run("infra", "deploy", "--minimal");
    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.out())
        .contains(
            "table longhaul-default: is there and was left as it is, but it has no index 'open'")
        .contains("queue longhaul-default-small: made");
  }

  @Test
  void json_has_a_state_and_the_differences_of_each() throws Exception {
    table.there("it is paid for otherwise");
    Ran ran = world.run("infra", "deploy", "--minimal", "--stack", "test", "--dry-run", "--json");
    assertThat(ran.exit()).isEqualTo(3);
    JsonNode json = new ObjectMapper().readTree(ran.out());
    assertThat(json.required("stack").asText()).isEqualTo("test");
    assertThat(json.required("dryRun").asBoolean()).isTrue();
    assertThat(json.required("resources").toString())
        .isEqualTo(
            "[{\"name\":\"table longhaul-default\",\"state\":\"there\","
                + "\"differences\":[\"it is paid for otherwise\"]},"
                + "{\"name\":\"queue longhaul-default-small\",\"state\":\"absent\","
                + "\"differences\":[]}]");
  }

  @Test
  void a_missing_permission_is_one_line_and_the_rest_is_made_the_next_time() {
    queue.refused =
        new PermissionMissing("sqs:CreateQueue", queue.name(), Optional.of("ann"), null);
    Ran refused = world.run("infra", "deploy", "--minimal");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.out()).isEqualTo("table longhaul-default: made\n");
    assertThat(refused.err())
        .contains(
            "longhaul: sqs:CreateQueue on queue longhaul-default-small is denied to ann:"
                + " let an IAM policy of that user or role allow it");
    queue.refused = null;
    assertThat(world.run("infra", "deploy", "--minimal").out())
        .isEqualTo("table longhaul-default: is there\nqueue longhaul-default-small: made\n");
  }

  @Test
  void an_embedded_cloud_makes_its_own() {
    Ran ran = world.run("infra", "deploy", "--minimal", "--local");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("'./longhaul local up' starts it");
    assertThat(table.isThere()).isFalse();
  }
}
