package io.longhaul.commands;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.Waits;
import io.longhaul.commands.Longhaul.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Buckets under keys of customers' own, which lie in variables and are told to nobody else. */
@Timeout(300)
@Waits
class CustomerKeysIT {
  private static final int OBJECTS = 60;
  private static final String ONE = key("one");
  private static final String OTHER = key("other");

  @TempDir private Path folder;
  private Longhaul longhaul;
  private final List<String> said = new ArrayList<>();

  private static String key(String word) {
    byte[] bits = (word + "-----------------------------").substring(0, 32).getBytes(UTF_8);
    return Base64.getEncoder().encodeToString(bits);
  }

  @BeforeEach
  void aBucketUnderNoKey() throws Exception {
    for (int i = 0; i < OBJECTS; i++) {
      Path file = folder.resolve(".longhaul/s3/plain/%02X/o".formatted(i));
      Files.createDirectories(file.getParent());
      Files.writeString(file, "object " + i);
    }
    for (String bucket : new String[] {"one", "other", "back"}) {
      Files.createDirectories(folder.resolve(".longhaul/s3").resolve(bucket));
    }
    Map<String, String> environment = new HashMap<>();
    environment.put("KEY_ONE", ONE);
    environment.put("KEY_OTHER", OTHER);
    environment.put("KEY_SHORT", "c2hvcnQtaS1hbQ==");
    longhaul = new Longhaul(folder, environment);
    Ended up = run("local", "up");
    assertThat(up.exit()).as(up.err()).isZero();
  }

  @AfterEach
  void noCloudIsLeftBehind() throws Exception {
    longhaul.run("local", "down");
  }

  private Ended run(String... arguments) throws Exception {
    Ended ended = longhaul.run(arguments);
    said.add(ended.out());
    said.add(ended.err());
    return ended;
  }

  private void job(String from, String sourceKey, String to, String targetKey, String route)
      throws IOException {
    String access =
        (sourceKey.isEmpty() ? "" : "  source: {customer-key: \"env:%s\"}\n".formatted(sourceKey))
            + (targetKey.isEmpty()
                ? ""
                : "  target: {customer-key: \"env:%s\"}\n".formatted(targetKey));
    Files.writeString(
        folder.resolve("job.yaml"),
        """
        kind: s3-copy
        source: s3://%s/
        target: s3://%s/
        cut: {by: hex, depth: 1}
        copy: {route: %s}
        access:
        %s
        """
            .formatted(from, to, route, access));
  }

  private void copied(String name, String counts) throws Exception {
    Ended run = run("run", "job.yaml", "--local", "--name", name);
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("run " + name + ": complete").contains(counts);
  }

  @Test
  void objects_go_from_none_to_one_key_to_another_and_back_and_no_key_is_told_to_anybody()
      throws Exception {
    job("plain", "", "one", "KEY_ONE", "auto");
    Ended plan = run("plan", "job.yaml", "--local");
    assertThat(plan.exit()).as(plan.err()).isZero();
    assertThat(plan.out()).contains("customer keys are looked up by each worker (env:KEY_ONE)");
    copied("to-one", "60 listed = 60 copied");
    assertThat(run("report", "to-one", "--local").out()).contains("encryption 0 kept, 60 changed");

    job("one", "KEY_ONE", "other", "KEY_OTHER", "auto");
    copied("to-other", "60 listed = 60 copied");
    copied("to-other-again", "60 listed = 60 equal");
    assertThat(run("verify", "to-other", "--bytes", "--local").exit()).isZero();
    assertThat(run("worker", "--until", "to-other-verify", "--local").exit()).isZero();
    Ended verified = run("watch", "to-other-verify", "--local");
    assertThat(verified.exit()).as(verified.out()).isZero();
    assertThat(verified.out()).contains("60 listed = 60 equal");

    job("other", "KEY_OTHER", "back", "", "streamed");
    copied("to-back", "60 listed = 60 copied");
    for (int i = 0; i < OBJECTS; i++) {
      assertThat(folder.resolve(".longhaul/s3/back/%02X/o".formatted(i))).hasContent("object " + i);
    }
    assertThat(said).noneMatch(text -> text.contains(ONE) || text.contains(OTHER));
    try (Stream<Path> files = Files.walk(folder.resolve(".longhaul"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), ISO_8859_1);
        assertThat(bytes.contains(ONE) || bytes.contains(OTHER)).as("%s", file).isFalse();
      }
    }
  }

  @Test
  void a_key_that_is_none_or_another_is_one_line_before_anything_is_registered() throws Exception {
    job("plain", "", "one", "KEY_ONE", "auto");
    copied("to-one", "60 listed = 60 copied");
    Map<String, String> wrong =
        Map.of(
            "KEY_SHORT",
            "the customer key of env:KEY_SHORT has 80 bits, and a key of SSE-C has 256",
            "KEY_NOBODY",
            "the environment of this process has no KEY_NOBODY",
            "KEY_OTHER",
            "none of the first objects below s3://one/ can be read by it");
    for (Map.Entry<String, String> each : wrong.entrySet()) {
      job("one", each.getKey(), "other", "KEY_OTHER", "auto");
      for (boolean plan : new boolean[] {false, true}) {
        Ended ended =
            plan
                ? run("plan", "job.yaml", "--local")
                : run("submit", "job.yaml", "--local", "--name", "wrong");
        assertThat(ended.exit()).as(ended.err()).isEqualTo(2);
        assertThat(ended.err().lines().filter(line -> line.startsWith("longhaul: ")))
            .as(ended.err())
            .hasSize(1)
            .allMatch(line -> line.startsWith("longhaul: access.source.customer-key: "))
            .allMatch(line -> line.contains(each.getValue()));
      }
    }
    job("plain", "", "other", "KEY_SHORT", "auto");
    assertThat(run("submit", "job.yaml", "--local", "--name", "wrong").err())
        .contains("longhaul: access.target.customer-key: ")
        .doesNotContain("c2hvcnQ");
    assertThat(run("status", "--local").out()).doesNotContain("wrong").contains("to-one");
  }
}
