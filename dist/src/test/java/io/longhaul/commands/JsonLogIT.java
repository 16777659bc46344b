package io.longhaul.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.commands.Longhaul.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker of the distribution whose every line a program reads. */
class JsonLogIT {
  @TempDir private Path folder;

  @AfterEach
  void noCloudIsLeftBehind() throws Exception {
    new Longhaul(folder).run("local", "down");
  }

  @Test
  void each_line_of_a_worker_is_an_object_with_the_five_keys() throws Exception {
    Longhaul longhaul = new Longhaul(folder);
    Files.writeString(folder.resolve("job.yaml"), "kind: noop\nunits: 5\n");
    assertThat(longhaul.run("local", "up").exit()).isZero();
    Ended submitted = longhaul.run("submit", "job.yaml", "--name", "first", "--local", "--detach");
    assertThat(submitted.exit()).as(submitted.err()).isZero();

    Ended worked = longhaul.run("worker", "--until", "first", "--local", "--log", "json");
    assertThat(worked.exit()).as(worked.err()).isZero();
    List<String> messages = new ArrayList<>();
    for (String line : worked.err().lines().toList()) {
      JsonNode json = new ObjectMapper().readTree(line);
      for (String key : List.of("at", "level", "run", "unit", "kind", "attempt", "outcome")) {
        assertThat(json.has(key)).as("%s of %s", key, line).isTrue();
      }
      messages.add(json.get("message").asText());
    }
    assertThat(messages)
        .contains("session begun")
        .anyMatch(message -> message.startsWith("stack default"))
        .anyMatch(message -> message.startsWith("health at http://127.0.0.1:"))
        .anyMatch(message -> message.startsWith("run first is over"));

    Ended refused = longhaul.run("worker", "--until", "nowhere", "--local", "--log=json");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err().lines()).allSatisfy(line -> new ObjectMapper().readTree(line));
    Ended wrong = longhaul.run("worker", "--local", "--log", "xml");
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.err()).isEqualTo("longhaul: --log 'xml': write text or json\n");
  }
}
