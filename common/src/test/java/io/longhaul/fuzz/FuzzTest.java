package io.longhaul.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.job.Job;
import io.longhaul.job.JobForms;
import io.longhaul.job.JobJson;
import io.longhaul.job.file.JobFile;
import io.longhaul.job.file.JobFileException;
import io.longhaul.queue.codec.MessageCodec;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Mutated messages and job files. Each build takes some; a million of both take minutes: {@code
 * -Dlonghaul.fuzz.messages=1000000 -Dlonghaul.fuzz.jobs=1000000}, {@code -Dlonghaul.fuzz.seed=N}.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class FuzzTest {
  private static final long SEED = Long.getLong("longhaul.fuzz.seed", 1);
  private static final int MESSAGES = Integer.getInteger("longhaul.fuzz.messages", 200_000);
  private static final int JOBS = Integer.getInteger("longhaul.fuzz.jobs", 20_000);

  private static final List<String> JSON_WORDS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          "\"",
          "\\",
          "null",
          "true",
          "1e999",
          "-0",
          "\"v\":",
          "\"run\":",
          "\"unit\":",
          "\\u0000",
          "\\ud800",
          "\u0000",
          "\ufeff",
          "//",
          "9".repeat(40),
          "[".repeat(200));

  private static final List<String> JOB_WORDS =
      List.of(
          "kind:",
          "s3-copy",
          "noop",
          "source:",
          "target:",
          "cut:",
          "by:",
          "hex",
          "prefixes",
          "depth:",
          "units:",
          "copy:",
          "unit:",
          "caps:",
          "s3://",
          "&a",
          "*a",
          "<<:",
          "!!",
          "!!java.net.URL",
          "- ",
          "? ",
          "|",
          ">",
          "---\n",
          "...\n",
          "#",
          "'",
          "\"",
          "\t",
          "\n",
          "\r",
          "{",
          "}",
          "[",
          "]",
          "~",
          "null",
          "yes",
          "0x10",
          "1e400",
          ".inf",
          "\u0000",
          "\u2028",
          "\u0085",
          "\ufeff",
          "9".repeat(40),
          "[".repeat(200),
          "{a: ".repeat(60),
          "  ");

  @Test
  void a_mutated_message_points_at_a_unit_or_at_nothing() {
    List<String> messages = new ArrayList<>();
    for (String run : List.of("orders-2026-11", "a", "r".repeat(60))) {
      messages.add(
          MessageCodec.encode(new UnitRef(new RunName(run), UnitId.root(new RunName(run)))));
    }
    Mutations mutations = new Mutations(SEED, messages, JSON_WORDS);
    int read = 0;
    for (int i = 0; i < MESSAGES; i++) {
      String body = new String(mutations.next(), UTF_8);
      Optional<UnitRef> unit = MessageCodec.decode(body);
      if (unit.isEmpty()) continue;
      read++;
      assertThat(MessageCodec.decode(MessageCodec.encode(unit.get()))).as(body).isEqualTo(unit);
    }
    assertThat(read)
        .as("mutations that still read as a message")
        .isBetween(MESSAGES / 1000, MESSAGES / 2);
  }

  @Test
  void a_mutated_job_file_is_a_job_or_refused_in_one_line() {
    List<String> files = new ArrayList<>();
    for (Job job : JobForms.EXAMPLES) files.add(JobJson.write(job));
    files.add(
        """
        # the orders of 2019
        kind: s3-copy
        source: s3://orders-archive/2019/
        target: "s3://datalake-import/orders/"
        cut: {by: hex, alphabet: 0123456789ABCDEF, depth: 2}
        copy:
          route: streamed
          when-target-newer: overwrite
        unit:
          objects: 500
        """);
    files.add(
        "kind: s3-copy\n"
            + "source: s3://a/\n"
            + "target: s3://b/\n"
            + "cut:\n"
            + "  by: prefixes\n"
            + "  prefixes: [x/, y/]\n");
    Mutations mutations = new Mutations(SEED, files, JOB_WORDS);
    int jobs = 0;
    for (int i = 0; i < JOBS; i++) {
      byte[] file = mutations.next();
      try {
        Job job = JobFile.parse(i % 3 == 0 ? "job" : "job.yaml", file);
        jobs++;
        String kept = JobJson.write(job);
        assertThat(JobJson.write(JobJson.read(kept))).isEqualTo(kept);
      } catch (JobFileException e) {
        assertThat(e.getMessage())
            .as(new String(file, UTF_8))
            .matches("(?s)job(\\.yaml)?:\\d+: .+")
            .doesNotContainPattern("[\\p{Cc}\\u2028\\u2029\\ufeff]")
            .hasSizeLessThan(4000);
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError(
            "at %d of seed %d: %s".formatted(i, SEED, new String(file, UTF_8)), e);
      }
    }
    assertThat(jobs).as("mutations that are still jobs").isBetween(JOBS / 1000, JOBS / 2);
  }
}
