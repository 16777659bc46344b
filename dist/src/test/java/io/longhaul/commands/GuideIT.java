package io.longhaul.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.Waits;
import io.longhaul.engine.Moto;
import io.longhaul.launcher.Shell;
import io.longhaul.launcher.Shell.Ended;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The guide, command by command, as its reader has it in a shell; on moto, whose machines do
 * nothing: what they would do, one worker here does.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Waits
class GuideIT {
  private static final Path GUIDE = Path.of("../docs/guides/sixteen-machines.md");
  private static final String PROGRAM = "./longhaul ";
  private static final int OBJECTS = 48;

  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private URI moto;

  private void account() throws Exception {
    moto = Moto.emptied();
    environment.putAll(
        Map.of(
            "AWS_ENDPOINT_URL",
            moto.toString(),
            "AWS_REGION",
            "us-east-1",
            "AWS_ACCESS_KEY_ID",
            "test",
            "AWS_SECRET_ACCESS_KEY",
            "test",
            "LONGHAUL_SESSION",
            "15",
            "LONGHAUL_JAVA_HOME",
            System.getProperty("java.home"),
            "PATH",
            System.getenv("PATH"),
            "HOME",
            folder.toString()));
    put("/checkout-orders", "");
    put("/lake-orders", "");
    for (int i = 0; i < OBJECTS; i++) {
      put("/checkout-orders/%02X/%d.json".formatted(i * 5, i), "order " + i);
    }
    Path program = Path.of("target/longhaul/bin/longhaul").toAbsolutePath();
    Shell.script(folder.resolve("longhaul"), "#!/bin/sh\nexec '" + program + "' \"$@\"\n");
  }

  private void put(String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(moto.resolve(path))
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=test/20261101/us-east-1/s3/aws4_request,"
                    + " SignedHeaders=host, Signature=none")
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
          .as(path)
          .isEqualTo(200);
    }
  }

  /** What stands in its blocks of shell. */
  private static List<String> commands() throws Exception {
    List<String> commands = new ArrayList<>();
    boolean shell = false;
    for (String line : Files.readAllLines(GUIDE)) {
      if (line.startsWith("```")) shell = line.equals("```sh");
      else if (shell) commands.add(line);
    }
    return commands;
  }

  private String run(String command) throws Exception {
    Ended ended = new Shell(folder, environment).run("bash", "-c", command);
    assertThat(ended.exit()).as("%s%n%s%n%s", command, ended.out(), ended.err()).isZero();
    return ended.out();
  }

  @Test
  void every_command_of_the_guide_runs_in_its_order_and_nothing_is_left() throws Exception {
    account();
    Map<String, String> said = new HashMap<>();
    Process machine = null;
    try {
      for (String command : commands()) {
        assertThat(command).startsWith(PROGRAM);
        if (command.contains("infra revoke") && machine != null) {
          machine.toHandle().destroy();
          machine.waitFor();
        }
        said.put(command, run(command));
        if (command.contains("fleet launch") && !command.contains("--dry-run")) {
          machine =
              new Longhaul(folder, environment)
                  .startInto(folder.resolve("machine.log"), "worker", "--health-port", "off");
        }
      }
    } finally {
      if (machine != null) machine.toHandle().destroy();
    }
    assertThat(said).hasSizeGreaterThan(15);
    assertThat(said.get(PROGRAM + "watch orders-2026-11")).contains("complete");
    assertThat(Files.readString(folder.resolve("report/report.txt"))).contains("" + OBJECTS);
    assertThat(said.get(PROGRAM + "infra destroy --yes")).contains("nothing is left");
  }
}
