package io.longhaul.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.access.CredentialsRefused;
import io.longhaul.access.NoAccess;
import io.longhaul.access.NotDeployed;
import io.longhaul.access.PermissionMissing;
import io.longhaul.coordinator.cli.World.Ran;
import io.longhaul.ledger.Table;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a person can mend ends every command in one line. */
class NoAccessTest {
  @TempDir private Path folder;
  private World world;

  @BeforeEach
  void aRunThatIsSubmitted() {
    world = new World(folder);
    world.run("submit", world.job(), "--name", "orders");
  }

  @Test
  void a_missing_permission_is_one_line_that_names_action_and_table() {
    NoAccess denied =
        new PermissionMissing("dynamodb:Query", "table longhaul-default", Optional.of("ann"), null);
    for (Ran ran : commands(denied)) {
      assertThat(ran.exit()).isEqualTo(1);
      assertThat(said(ran))
          .isEqualTo(
              "longhaul: dynamodb:Query on table longhaul-default is denied to ann:"
                  + " let an IAM policy of that user or role allow it");
    }
  }

  @Test
  void a_stack_that_is_not_there_is_one_line_with_the_command_that_makes_it() {
    NoAccess missing = new NotDeployed("table longhaul-default", "region eu-west-1", null);
    for (Ran ran : commands(missing)) {
      assertThat(ran.exit()).isEqualTo(1);
      assertThat(said(ran))
          .isEqualTo(
              "longhaul: table longhaul-default does not exist in region eu-west-1: './longhaul"
                  + " infra deploy --minimal' makes it, if LONGHAUL_STACK, AWS_PROFILE and"
                  + " AWS_REGION are as they should be");
    }
  }

  @Test
  void refused_credentials_are_one_line_with_the_command_that_logs_in() {
    for (Ran ran : commands(new CredentialsRefused("dynamodb:Query: ExpiredToken", null))) {
      assertThat(ran.exit()).isEqualTo(1);
      assertThat(said(ran)).startsWith("longhaul: dynamodb:Query").contains("aws sso login");
    }
  }

  /** All that stderr says but for the resolved settings. */
  private static String said(Ran ran) {
    return String.join("\n", ran.err().lines().filter(line -> !line.startsWith("stack ")).toList());
  }

  private List<Ran> commands(NoAccess why) {
    world.reached =
        (Table)
            Proxy.newProxyInstance(
                Table.class.getClassLoader(),
                new Class<?>[] {Table.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("close")) return null;
                  throw why;
                });
    return List.of(
        world.run("status"),
        world.run("status", "orders"),
        world.run("watch", "orders"),
        world.run("report", "orders"),
        world.run("submit", world.job(), "--name", "more"),
        world.run("submit", world.job(), "--name", "more", "--detach"));
  }
}
