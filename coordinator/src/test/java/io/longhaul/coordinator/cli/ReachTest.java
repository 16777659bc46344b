package io.longhaul.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.coordinator.cli.World.Ran;
import io.longhaul.ledger.LedgerUnavailable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stack that cannot be reached is named within seconds, with what to do. */
class ReachTest {
  @TempDir private Path folder;
  private World world;

  @BeforeEach
  void aWorld() {
    world = new World(folder);
  }

  @Test
  void a_ledger_that_does_not_answer_is_given_up_and_named() {
    CountDownLatch interrupted = new CountDownLatch(1);
    world.whenAsked =
        () -> {
          try {
            world.time.lapsing = true;
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
            throw new LedgerUnavailable("interrupted");
          }
        };
    for (String command : new String[] {"status", "report r", "watch r"}) {
      world.time.lapsing = false;
      Ran ran = world.run((Object[]) command.split(" "));
      assertThat(ran.exit()).isEqualTo(1);
      assertThat(ran.out()).isEmpty();
      assertThat(ran.err().lines().filter(line -> line.startsWith("longhaul:")))
          .containsExactly(
              "longhaul: the ledger, memory, cannot be used: no answer in 5 s; check network,"
                  + " region and AWS_ENDPOINT_URL…");
    }
  }

  @Test
  void one_that_answers_that_it_cannot_be_used_is_named_with_its_reason() {
    world.whenAsked =
        () -> {
          throw new LedgerUnavailable("get: ExpiredToken: said (log in again)");
        };
    Ran ran = world.run("status");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err())
        .contains("the ledger, memory, cannot be used: get: ExpiredToken: said (log in again)");
  }

  @Test
  void a_cloud_that_is_there_and_says_nothing_is_named_with_its_process() throws Exception {
    Process cloud = new ProcessBuilder("sh", "-c", "read end", "EmbeddedCloud").start();
    try {
      Files.writeString(
          Files.createDirectories(folder.resolve(".longhaul")).resolve("cloud.json"),
          """
          {"pid": %d, "stack": "default", "accessKey": "K", "secretKey": "S",
           "s3Endpoint": "http://127.0.0.1:1", "sqsEndpoint": "http://127.0.0.1:1",
           "ledgerUrl": "jdbc:h2:x", "ledgerUser": "u", "ledgerPassword": "p",
           "s3Root": "/s3", "log": "/log"}
          """
              .formatted(cloud.pid()));
      Ran ran = world.run("status", "--local");
      assertThat(ran.exit()).isEqualTo(1);
      assertThat(ran.err())
          .isEqualTo(
              ("longhaul: the embedded cloud, process %d, ledger jdbc:h2:x, cannot be used: no"
                      + " answer in 5 s; './longhaul local down' ends it, './longhaul local up'"
                      + " starts it anew\n")
                  .formatted(cloud.pid()));
    } finally {
      cloud.destroy();
    }
  }

  @Test
  void to_look_at_buckets_no_ledger_is_asked() {
    world.whenAsked =
        () -> {
          throw new LedgerUnavailable("not to be asked");
        };
    assertThat(world.run("init", "s3-copy", "s3://orders/", "s3://copies/").exit()).isZero();
  }
}
