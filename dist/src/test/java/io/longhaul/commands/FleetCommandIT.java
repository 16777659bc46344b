package io.longhaul.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.Waits;
import io.longhaul.commands.Longhaul.Ended;
import io.longhaul.engine.FakeImds;
import io.longhaul.engine.Moto;
import io.longhaul.engine.MotoGroup;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A fleet from nothing to sixteen machines and back, by the distribution, on real calls. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Waits
class FleetCommandIT {
  private static final String GROUP = "longhaul-fleet-it";

  @TempDir private Path folder;
  private URI endpoint;
  private Map<String, String> environment;
  private Longhaul longhaul;

  @BeforeEach
  void aStackWithAGroup() throws Exception {
    endpoint = Moto.emptied();
    environment =
        Map.of(
            "AWS_ENDPOINT_URL", endpoint.toString(),
            "AWS_REGION", "us-east-1",
            "AWS_ACCESS_KEY_ID", "test",
            "AWS_SECRET_ACCESS_KEY", "test",
            "LONGHAUL_SESSION", "6",
            "LONGHAUL_STACK", "fleet-it");
    longhaul = new Longhaul(folder, environment);
    Files.writeString(folder.resolve("job.yaml"), "kind: noop\nunits: 5\n");
    assertThat(longhaul.run("infra", "deploy", "--minimal").exit()).isZero();
  }

  private void makeGroup() {
    new MotoGroup(endpoint, GROUP, MotoGroup.Made.of(0, 20)).close();
  }

  private JsonNode ls() throws Exception {
    Ended ended = longhaul.run("fleet", "ls", "--json");
    assertThat(ended.exit()).as(ended.err()).isZero();
    return new ObjectMapper().readTree(ended.out());
  }

  private Ended done(String... words) throws Exception {
    Ended ended = longhaul.run(words);
    assertThat(ended.exit()).as(ended.err() + ended.out()).isZero();
    return ended;
  }

  @Test
  void sixteen_are_launched_listed_made_four_drained_and_terminated() throws Exception {
    Ended absent = longhaul.run("fleet", "launch", "--workers", "16");
    assertThat(absent.exit()).isEqualTo(1);
    assertThat(absent.err()).contains("group: there is none in region us-east-1 at " + endpoint);
    makeGroup();

    Ended dry = done("fleet", "launch", "--workers", "16", "job.yaml", "--dry-run");
    assertThat(dry.out())
        .contains("ok          template: launch template " + GROUP + " launches here")
        .endsWith("would want 16, 0 are wanted now\n");
    assertThat(ls().required("instances")).isEmpty();

    Ended dear = longhaul.run("fleet", "launch", "--workers", "16", "--max-hourly", "10");
    assertThat(dear.exit()).isEqualTo(1);
    assertThat(dear.err()).contains("above the limit of $10.00 an hour");
    assertThat(longhaul.run("fleet", "launch", "--workers", "21").exit()).isEqualTo(1);

    done("fleet", "launch", "--workers", "16", "--max-hourly", "15");
    JsonNode launched = ls();
    assertThat(launched.required("instances")).hasSize(16);
    assertThat(launched.required("perHour").asDouble()).isEqualTo(12.288);

    done("fleet", "scale", "4");
    assertThat(ls().required("instances")).hasSize(4);

    String one = ls().required("instances").get(0).required("instance").asText();
    assertThat(done("fleet", "drain", "--instance", one).out())
        .isEqualTo("ended: " + one + ", no worker is live on it\n");
    assertThat(ls().required("wanted").asInt()).isEqualTo(3);

    assertThat(done("fleet", "drain", "--all", "--wait").out())
        .endsWith("none is wanted, 3 before\n");
    assertThat(ls().required("instances")).isEmpty();

    done("fleet", "launch", "--workers", "2");
    assertThat(done("fleet", "terminate").out())
        .isEqualTo("2 machines ended; none is wanted, 2 before\n");
    JsonNode over = ls();
    assertThat(over.required("instances")).isEmpty();
    assertThat(over.required("wanted").asInt()).isZero();
    assertThat(over.required("perHour").asDouble()).isZero();
  }

  @Test
  void a_worker_here_is_listed_apart_and_no_drain_of_the_fleet_asks_it() throws Exception {
    makeGroup();
    done("fleet", "launch", "--workers", "1");
    Longhaul.Running worker = longhaul.start("worker", "--health-port", "off");
    try {
      JsonNode apart = ls().required("apart");
      for (int looks = 0; apart.isEmpty() && looks < 60; looks++) apart = ls().required("apart");
      assertThat(apart).hasSize(1);
      assertThat(apart.get(0).required("host").asText()).contains(" pid ");
      done("fleet", "drain", "--all");
      JsonNode after = ls();
      assertThat(after.required("instances")).isEmpty();
      assertThat(after.required("apart").get(0).required("leaving").asBoolean()).isFalse();
    } finally {
      worker.process().toHandle().destroy(); // its own destroy() closes what is read below
      worker.awaitEnd();
    }
  }

  /** The laptop has gone: the worker of a machine has the duty, and tells its group itself. */
  @Test
  void a_fleet_that_is_sized_by_itself_gets_back_what_it_lost_and_goes_to_none() throws Exception {
    makeGroup();
    assertThat(done("fleet", "launch", "--auto", "max=4", "--workers", "2").out())
        .contains("is sized by itself: at most 4, all over in about an hour\n");
    String machine = ls().required("instances").get(0).required("instance").asText();
    try (MotoGroup group = MotoGroup.there(endpoint, GROUP);
        FakeImds imds = FakeImds.of(machine, GROUP)) {
      group.want(1); // as a machine does that ends itself
      Map<String, String> onIt = new HashMap<>(environment);
      onIt.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", imds.endpoint().toString());
      Longhaul.Running worker = new Longhaul(folder, onIt).start("worker", "--health-port", "off");
      try {
        await("two again").atMost(Duration.ofMinutes(2)).until(() -> group.wanted() == 2);
        done("submit", "job.yaml", "--name", "sized", "--detach");
        await("none").atMost(Duration.ofMinutes(2)).until(() -> group.wanted() == 0);
      } finally {
        worker.process().toHandle().destroy();
        worker.awaitEnd();
      }
    }
  }
}
