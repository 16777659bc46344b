package io.longhaul.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.longhaul.Waits;
import io.longhaul.commands.Longhaul;
import io.longhaul.commands.Longhaul.Ended;
import io.longhaul.engine.FakeImds;
import io.longhaul.engine.Moto;
import io.longhaul.engine.MotoGroup;
import io.longhaul.ledger.Farewell;
import io.longhaul.stack.Stack;
import io.longhaul.unit.WorkerId;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A group of one machine, whose worker protects it while it has units, and ends it when the run is
 * over and there is nothing more to do: the fleet goes to zero by itself.
 */
@Waits
class IdleOnMotoIT {
  private static final String GROUP = "longhaul-default";

  @TempDir private Path folder;

  @Test
  void its_worker_protects_it_while_it_works_and_ends_it_when_the_run_is_over() throws Exception {
    URI moto = Moto.emptied();
    try (Cloud cloud = Cloud.up(folder);
        MotoGroup group = new MotoGroup(moto, GROUP, 1)) {
      String id = group.instances().getFirst();
      cloud.bucket("target");
      Path source = cloud.bucket("source");
      for (int object = 0; object < 10; object++) {
        Files.writeString(source.resolve("object-" + object), "any");
      }
      String held = cloud.hook("{'call': 'CopyObject', 'do': 'hold'}");
      try (FakeImds imds = FakeImds.of(id, GROUP);
          Fleet fleet = fleet(imds, moto, "4s")) {
        submit();
        fleet.start();
        assertThat(cloud.held(held, 1)).isPositive();
        await("it is protected")
            .atMost(Duration.ofMinutes(1))
            .until(() -> group.protectedOnes().contains(id));
        assertThat(fleet.said(1)).contains("on EC2 instance " + id).contains("group " + GROUP);
        cloud.release(held);

        assertThat(fleet.awaitEnd(1)).as(fleet.said(1)).isZero();
        assertThat(fleet.said(1))
            .contains("nothing to do, so this worker has ended, and ends its machine");
      }
      assertThat(group.wanted()).isZero();
      assertThat(group.instances()).isEmpty();
      Ended report = new Longhaul(folder).run("watch", "idle", "--local");
      assertThat(report.exit()).as(report.err()).isZero();
      assertThat(report.out()).contains("10 copied");
    }
  }

  /**
   * Whoever asked has gone, and the worker that was asked is killed before it has heard of it: the
   * next one on the machine does what was wished, once.
   */
  @Test
  void a_machine_that_is_drained_goes_though_its_worker_was_killed_and_nobody_waits()
      throws Exception {
    URI moto = Moto.emptied();
    try (Cloud cloud = Cloud.up(folder);
        Stack local = cloud.open();
        MotoGroup group = new MotoGroup(moto, GROUP, 2)) {
      String id = group.instances().getFirst();
      try (FakeImds imds = FakeImds.of(id, GROUP);
          Fleet fleet = fleet(imds, moto, "off")) {
        fleet.start();
        await("it lives")
            .atMost(Duration.ofMinutes(1))
            .until(() -> !local.ledger().sessions().all().isEmpty());
        fleet.freeze(1);
        WorkerId first = local.ledger().sessions().all().getFirst().worker();
        assertThat(local.ledger().sessions().askToLeave(first, Farewell.ONE_FEWER)).isTrue();
        fleet.kill(1);
        assertThat(group.wanted()).isEqualTo(2);

        fleet.start();
        assertThat(fleet.awaitEnd(2)).as(fleet.said(2)).isZero();
        assertThat(fleet.said(2))
            .contains("wished away, so this worker has ended, and ends its machine");
      }
      assertThat(group.wanted()).isEqualTo(1);
      assertThat(group.instances()).hasSize(1).doesNotContain(id);
    }
  }

  private Fleet fleet(FakeImds imds, URI moto, String idle) {
    Map<String, String> environment =
        Map.of(
            "AWS_EC2_METADATA_SERVICE_ENDPOINT",
            imds.endpoint().toString(),
            "AWS_ENDPOINT_URL_AUTO_SCALING",
            moto.toString(),
            "AWS_ACCESS_KEY_ID",
            "test",
            "AWS_SECRET_ACCESS_KEY",
            "test");
    return new Fleet(new Longhaul(folder, environment), folder, List.of("--local", "--idle", idle));
  }

  private void submit() throws Exception {
    Files.writeString(
        folder.resolve("job.yaml"),
        """
        kind: s3-copy
        source: s3://source/
        target: s3://target/
        """);
    Ended submitted = new Longhaul(folder).run("submit", "job.yaml", "--name", "idle", "--local");
    assertThat(submitted.exit()).as(submitted.err()).isZero();
  }
}
