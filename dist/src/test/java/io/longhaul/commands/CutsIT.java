package io.longhaul.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.commands.Longhaul.Ended;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's own files, of whose names nobody knows anything, cut by each way of finding out. */
class CutsIT {
  @TempDir private Path folder;
  private Longhaul longhaul;
  private final Map<String, String> objects = new TreeMap<>();

  @BeforeEach
  void filesOfAUser() throws IOException {
    longhaul = new Longhaul(folder);
    for (int i = 0; i < 2_000; i++) {
      String crowded = "logs/2026/%02d/app-%05d.log".formatted(i % 3 + 1, i);
      objects.put(i % 10 == 0 ? "ünï \ud83d\ude80/%d + %%".formatted(i) : crowded, "object " + i);
    }
    for (Map.Entry<String, String> object : objects.entrySet()) {
      Path file = folder.resolve(".longhaul/s3/source").resolve(object.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, object.getValue());
    }
    for (String bucket : new String[] {"target", "lists"}) {
      Files.createDirectories(folder.resolve(".longhaul/s3").resolve(bucket));
    }
  }

  @AfterEach
  void noCloudIsLeftBehind() throws Exception {
    longhaul.run("local", "down");
  }

  private void job(String cut) throws IOException {
    Files.writeString(
        folder.resolve("job.yaml"),
        """
        kind: s3-copy
        source: s3://source/
        target: s3://target/
        unit: {objects: 100}
        cut: %s
        """
            .formatted(cut));
  }

  private void allCopied() throws IOException {
    for (Map.Entry<String, String> object : objects.entrySet()) {
      Path copy = folder.resolve(".longhaul/s3/target").resolve(object.getKey());
      assertThat(copy).hasContent(object.getValue());
    }
  }

  @Test
  void ranges_are_found_where_keys_lie() throws Exception {
    job("{by: ranges}");
    Ended run = longhaul.run("run", "job.yaml", "--local", "--name", "unknown");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).contains("run unknown: complete").contains("2,000 listed = 2,000 copied");
    allCopied();
  }

  @Test
  void objects_that_a_list_names_are_copied_by_name() throws Exception {
    Path list = folder.resolve(".longhaul/s3/lists/objects.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(list))) {
      for (String key : objects.keySet()) {
        String row = "source," + URLEncoder.encode(key, StandardCharsets.UTF_8) + "\n";
        out.write(row.getBytes(StandardCharsets.UTF_8));
      }
    }
    job("{by: manifest, manifest: 's3://lists/objects.csv.gz'}");
    Ended run = longhaul.run("run", "job.yaml", "--local", "--name", "listed");
    assertThat(run.exit()).as(run.err()).isZero();
    // what was copied by a request whose answer came too late is found equal when it is looked at
    // again
    assertThat(run.out()).contains("run listed: complete").contains("2,000 listed = ");
    allCopied();
  }
}
