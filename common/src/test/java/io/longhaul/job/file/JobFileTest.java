package io.longhaul.job.file;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.job.Accesses;
import io.longhaul.job.Alphabet;
import io.longhaul.job.Cut;
import io.longhaul.job.Job;
import io.longhaul.job.JobForms;
import io.longhaul.job.JobJson;
import io.longhaul.job.S3CopyJob;
import io.longhaul.job.UnitBudget;
import io.longhaul.job.file.WrongFiles.Wrong;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class JobFileTest {
  private static final String FULL =
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
      """;

  static List<Wrong> wrongFiles() {
    return WrongFiles.all();
  }

  static final List<Job> examples = JobForms.EXAMPLES;

  private static Job parse(String name, String text) {
    return JobFile.parse(name, text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @MethodSource("wrongFiles")
  void a_wrong_file_is_refused_in_one_line_that_says_where_and_what_to_do(Wrong wrong) {
    assertThatThrownBy(() -> parse(wrong.file(), wrong.text()))
        .isInstanceOf(JobFileException.class)
        .hasMessage(wrong.line());
  }

  @Test
  void a_file_says_a_job_and_what_it_leaves_out_has_its_default() {
    Job job = parse("orders.yaml", FULL);
    S3CopyJob copy = (S3CopyJob) job.options();
    assertThat(job.kind()).isEqualTo("s3-copy");
    assertThat(copy.source().toString()).isEqualTo("s3://orders-archive/2019/");
    assertThat(copy.cut()).isEqualTo(new Cut.Hex(Alphabet.UPPER_HEX, 2));
    assertThat(job.unit()).isEqualTo(new UnitBudget(500, 60, 5));
  }

  @Test
  void yaml_and_json_say_the_same() {
    Job job = parse("orders.yml", FULL);
    String json = JobJson.write(job);
    assertThat(parse("orders.json", json)).isEqualTo(job);
    assertThat(parse("orders", json)).isEqualTo(job);
    assertThat(parse("orders", FULL)).isEqualTo(job);
    assertThat(parse("orders.yaml", json)).isEqualTo(job);
  }

  @Test
  void a_byte_order_mark_and_foreign_line_ends_do_no_harm() {
    assertThat(parse("orders.yaml", "\uFEFF" + FULL.replace("\n", "\r\n")))
        .isEqualTo(parse("orders.yaml", FULL));
    assertThatThrownBy(() -> parse("w.yaml", FULL.replace("\n", "\r\n").replace("500", "x")))
        .hasMessageStartingWith("w.yaml:10: unit.objects");
  }

  @Test
  void other_encodings_are_refused() {
    assertThatThrownBy(() -> JobFile.parse("a.yaml", FULL.getBytes(UTF_16)))
        .hasMessage("a.yaml:1: is not UTF-8; save it as UTF-8");
  }

  @Test
  void a_secret_by_mistake_is_never_repeated() {
    String literal = "wJalrXUtnFEMIK7MDENG";
    for (String text :
        List.of(
            "kind: s3-copy\nsource: s3://one/\ntarget: s3://two/\naccess:\n  target:\n"
                + "    access-key-id: env:A\n    secret-access-key: "
                + literal,
            "kind: s3-copy\nsource: s3://one/\ntarget: s3://two/\naccess:\n  target:\n"
                + "    customer-key: "
                + literal,
            "{\"secret-access-key\": " + literal + "}",
            "secret-access-key: \"" + literal,
            "secret-access-key: @" + literal)) {
      String name = text.startsWith("{") ? "job.json" : "job.yaml";
      assertThatThrownBy(() -> parse(name, text))
          .isInstanceOf(JobFileException.class)
          .hasMessageNotContaining(literal.substring(0, 5));
    }
  }

  @Test
  void laughs_do_not_grow_to_billions() {
    StringBuilder text = new StringBuilder("a0: &a0 [lol]\n");
    for (int i = 1; i < 40; i++) {
      text.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertThatThrownBy(() -> parse("lol.yaml", text.toString()))
        .hasMessage("lol.yaml:1: holds an anchor (&); leave it out");
  }

  @Test
  void a_file_is_read_by_its_path_and_a_missing_one_is_named(@TempDir Path folder)
      throws Exception {
    Path file = Files.writeString(folder.resolve("orders.yaml"), FULL);
    assertThat(JobFile.read(file)).isEqualTo(parse("orders.yaml", FULL));
    assertThatThrownBy(() -> JobFile.read(folder.resolve("none.yaml")))
        .isInstanceOf(JobFileException.class)
        .hasMessageEndingWith(
            "none.yaml: there is no such file; 'longhaul init s3-copy' writes one");
    assertThatThrownBy(() -> JobFile.read(folder))
        .isInstanceOf(JobFileException.class)
        .hasMessageContaining("cannot be read");
  }

  @ParameterizedTest
  @FieldSource("examples")
  void a_commented_file_says_the_job_that_it_was_made_of(Job job) {
    String text = JobTemplate.of(job, "../schema/job.schema.json", Map.of());
    assertThat(text).startsWith("# yaml-language-server: $schema=../schema/job.schema.json\n");
    assertThat(parse("made.yaml", text)).isEqualTo(job);
    assertThat(text.lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void odd_prefixes_survive_the_commented_file() {
    List<String> odd =
        List.of(
            "no",
            "00",
            "a: b",
            "#x",
            "\"",
            "\\",
            " ",
            "\u0001",
            "\u2028",
            "\ud83d\ude00",
            "\u00a0",
            "é");
    Job job = parse("orders.yaml", FULL);
    S3CopyJob copy = (S3CopyJob) job.options();
    Job other =
        new Job(
            new S3CopyJob(
                copy.source(), copy.target(), new Cut.Prefixes(odd), copy.copy(), Accesses.USUAL),
            job.unit());
    String text = JobTemplate.of(other, "x", Map.of("cut", List.of("seen:\nno\u001b[31m")));
    assertThat(parse("made.yaml", text)).isEqualTo(other);
    assertThat(text).contains("  # seen:?no?[31m\n");
  }
}
