package io.longhaul.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.commands.Longhaul.Ended;
import io.longhaul.stack.LocalCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * From one cloud to another, neither of which knows the other's key: what is read there goes
 * through the workers here.
 */
@Timeout(300)
class SidesIT {
  private static final int OBJECTS = 300;

  @TempDir private Path folder;
  private Longhaul there;
  private Longhaul here;
  private LocalCloud source;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void twoClouds() throws Exception {
    Path theirs = Files.createDirectories(folder.resolve("theirs"));
    Path ours = Files.createDirectories(folder.resolve("ours"));
    for (int i = 0; i < OBJECTS; i++) {
      Path file = theirs.resolve(".longhaul/s3/orders/%02X/ü %d".formatted(i % 256, i));
      Files.createDirectories(file.getParent());
      Files.writeString(file, "object " + i);
    }
    // of the same name, and another bucket
    Files.createDirectories(ours.resolve(".longhaul/s3/orders"));
    there = new Longhaul(theirs);
    Ended up = there.run("local", "up");
    assertThat(up.exit()).as(up.err()).isZero();
    source = LocalCloud.find(theirs.resolve(".longhaul")).orElseThrow();
    environment.put("THEIR_KEY", source.s3().keyId());
    environment.put("THEIR_SECRET", source.s3().secret());
    here = new Longhaul(ours, environment);
  }

  @AfterEach
  void noCloudIsLeftBehind() throws Exception {
    here.run("local", "down");
    there.run("local", "down");
  }

  private void job(String route, String key) throws IOException {
    Files.writeString(
        folder.resolve("ours/job.yaml"),
        """
        kind: s3-copy
        source: s3://orders/
        target: s3://orders/
        cut: {by: hex, depth: 1}
        copy: {route: %s}
        access:
          source:
            access-key-id: env:%s
            secret-access-key: env:THEIR_SECRET
            endpoint: %s
        """
            .formatted(route, key, source.s3().endpoint()));
  }

  private void copied() throws IOException {
    for (int i = 0; i < OBJECTS; i++) {
      String name = "%02X/ü %d".formatted(i % 256, i);
      assertThat(folder.resolve("ours/.longhaul/s3/orders").resolve(name))
          .hasContent("object " + i);
    }
  }

  @Test
  void objects_of_another_server_and_key_are_copied_and_verified_through_the_workers()
      throws Exception {
    job("auto", "THEIR_KEY");
    Ended run = here.run("run", "job.yaml", "--local", "--name", "moved");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("route: streamed through the workers, for the sides are on two servers");
    assertThat(run.out())
        .contains("run moved: complete")
        .containsPattern("300 listed = [0-9]+ copied");
    copied();
    Files.writeString(folder.resolve("ours/.longhaul/s3/orders/00/ü 0"), "another");
    Ended verified = here.run("verify", "moved", "--local");
    assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
    assertThat(here.run("worker", "--until", "moved-verify", "--local").exit()).isZero();
    Ended watched = here.run("watch", "moved-verify", "--local");
    assertThat(watched.exit()).as(watched.out() + watched.err()).isEqualTo(3);
    assertThat(watched.out()).contains("300 listed = 299 equal + 1 dead");
  }

  @Test
  void a_key_that_is_not_there_or_wrong_is_one_line_before_anything_is_registered()
      throws Exception {
    environment.put("WRONG_KEY", "AKIDNOBODY");
    here = new Longhaul(folder.resolve("ours"), environment);
    for (String key : new String[] {"MISSING_KEY", "WRONG_KEY"}) {
      job("auto", key);
      Ended run = here.run("run", "job.yaml", "--local", "--name", "moved");
      assertThat(run.exit()).as(run.err()).isEqualTo(2);
      assertThat(run.err().lines().filter(line -> line.startsWith("longhaul: ")))
          .as(run.err())
          .hasSize(1)
          .allMatch(line -> line.startsWith("longhaul: source: "))
          .allMatch(line -> line.contains(key.equals("MISSING_KEY") ? key : "InvalidAccessKeyId"));
    }
    assertThat(here.run("status", "--local").out()).doesNotContain("moved");
  }

  @Test
  void a_way_that_cannot_be_is_refused() throws Exception {
    job("server-side", "THEIR_KEY");
    Ended run = here.run("run", "job.yaml", "--local", "--name", "moved");
    assertThat(run.exit()).as(run.err()).isEqualTo(2);
    assertThat(run.err())
        .contains("copy.route: server-side cannot be, for the sides are on two servers");
    Ended plan = here.run("plan", "job.yaml", "--local");
    assertThat(plan.exit()).isEqualTo(2);
  }
}
