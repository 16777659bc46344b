package io.longhaul.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.commands.Longhaul.Ended;
import io.longhaul.commands.Longhaul.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's own files below the embedded cloud's folder, copied by one command. */
class RunIT {
  private static final int FILES = 6_000;

  /** So slow that on a fast machine, too, there is something left when the interrupt comes. */
  private static final String SLOWLY = "caps: {requests-per-second: 500}\n";

  private static final Pattern COPIED = Pattern.compile("\"copied\":(\\d+)");

  @TempDir private Path folder;
  private Longhaul longhaul;

  @BeforeEach
  void filesOfAUser() throws IOException {
    longhaul = new Longhaul(folder);
    Path bucket = folder.resolve(".longhaul/s3/photos");
    for (int i = 0; i < FILES; i++) {
      Path file = bucket.resolve("%02X/%d.jpg".formatted(i % 256, i));
      Files.createDirectories(file.getParent());
      Files.writeString(file, "photo " + i);
    }
    Files.createDirectories(folder.resolve(".longhaul/s3/archive"));
    job("");
  }

  private void job(String more) throws IOException {
    Files.writeString(
        folder.resolve("job.yaml"),
        """
        kind: s3-copy
        source: s3://photos/
        target: s3://archive/
        cut: {by: hex, depth: 2}
        """
            + more);
  }

  @AfterEach
  void noCloudIsLeftBehind() throws Exception {
    longhaul.run("local", "down");
  }

  private long copies() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(".longhaul/s3/archive"))) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  private static long copied(String line) {
    Matcher copied = COPIED.matcher(line);
    return copied.find() ? Long.parseLong(copied.group(1)) : 0;
  }

  @Test
  void interrupted_half_way_and_run_again_it_finishes() throws Exception {
    job(SLOWLY);
    Running first = longhaul.start("run", "job.yaml", "--local", "--name", "first", "--json");
    first.awaitLine(line -> copied(line) >= FILES / 10);
    new ProcessBuilder("kill", "-INT", Long.toString(first.process().pid())).start().waitFor();
    Ended interrupted = first.awaitEnd();
    assertThat(interrupted.exit()).as(interrupted.err()).isEqualTo(130);
    assertThat(interrupted.out()).doesNotContain("\"state\":\"closed\"");
    assertThat(interrupted.err()).contains("run it again to go on");

    Ended again = longhaul.run("run", "job.yaml", "--local", "--name", "first");
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(again.out()).contains("run first: complete").contains("6,000 listed = ");
    assertThat(copies()).isEqualTo(FILES);

    Ended onceMore = longhaul.run("run", "job.yaml", "--local", "--name", "first");
    assertThat(onceMore.exit()).isZero();
    assertThat(onceMore.err()).contains("run first was over already (closed, ");
    Ended another = longhaul.run("run", "job.yaml", "--local", "--name", "second");
    assertThat(another.out()).contains("6,000 listed = 6,000 equal");
  }

  @Test
  void files_that_are_no_objects_are_never_left_out_in_silence() throws Exception {
    Path bucket = folder.resolve(".longhaul/s3/photos");
    Files.writeString(bucket.resolve("00/two\nlines.jpg"), "photo");
    Files.createSymbolicLink(bucket.resolve("linked"), folder);
    Ended refused = longhaul.run("run", "job.yaml", "--local", "--name", "first");
    assertThat(refused.exit()).as(refused.err()).isEqualTo(2);
    assertThat(refused.out()).doesNotContain("complete");
    assertThat(refused.err())
        .contains("2 files that are no objects")
        .contains("1 symbolic link, 1 name that no key can spell")
        .contains("--leave-out");
    assertThat(copies()).isZero();

    Ended told = longhaul.run("run", "job.yaml", "--local", "--name", "first", "--leave-out");
    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(told.out())
        .contains("over, 2 files of the source left out")
        .contains("6,000 listed = ")
        .doesNotContain("complete");
    assertThat(copies()).isEqualTo(FILES);
  }

  @Test
  void detached_the_workers_finish_it_by_themselves() throws Exception {
    Ended detached = longhaul.run("run", "job.yaml", "--local", "--name", "first", "--detach");
    assertThat(detached.exit()).as(detached.err()).isZero();
    assertThat(detached.err()).contains("starting the embedded cloud in ");
    Ended watched = longhaul.run("watch", "first", "--local");
    assertThat(watched.exit()).as(watched.err()).isZero();
    assertThat(watched.out()).contains("6,000 listed = 6,000 copied");
    assertThat(longhaul.run("status", "--local", "--json").out()).contains("\"complete\"");
  }

  @Test
  void the_coordinator_killed_half_way_the_workers_finish_it_by_themselves() throws Exception {
    job(SLOWLY);
    Running first = longhaul.start("run", "job.yaml", "--local", "--name", "first", "--json");
    first.awaitLine(line -> copied(line) >= FILES / 10);
    first.process().destroyForcibly().waitFor();

    Ended watched = longhaul.run("watch", "first", "--local");
    assertThat(watched.exit()).as(watched.err()).isZero();
    assertThat(watched.out()).contains("6,000 listed = 6,000 copied");
    assertThat(copies()).isEqualTo(FILES);
  }
}
