package io.longhaul.job.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.longhaul.job.Job;
import io.longhaul.job.JobForms;
import io.longhaul.job.JobJson;
import io.longhaul.job.file.WrongFiles.Wrong;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class JobSchemaTest {
  private static final Path CHECKED_IN = Path.of("../schema/job.schema.json");
  private static final Path EXAMPLES = Path.of("../examples");

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(JobSchema.text(), InputFormat.JSON);

  static final List<Job> jobs = JobForms.EXAMPLES;

  static List<Wrong> wrongFiles() {
    return WrongFiles.all().stream().filter(Wrong::bySchema).toList();
  }

  static List<Path> exampleFiles() throws Exception {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).toList();
    }
  }

  @Test
  void the_schema_checked_in_is_the_one_that_the_forms_make() throws Exception {
    Path made = Path.of("target/job.schema.json");
    Files.writeString(made, JobSchema.text());
    assertThat(CHECKED_IN)
        .as("after a change: cp common/target/job.schema.json schema/job.schema.json")
        .hasContent(JobSchema.text());
  }

  @ParameterizedTest
  @MethodSource("wrongFiles")
  void an_editor_sees_what_is_wrong_before_we_do(Wrong wrong) {
    assertThat(SCHEMA.validate(wrong.text(), InputFormat.YAML)).isNotEmpty();
  }

  @ParameterizedTest
  @FieldSource("jobs")
  void a_canonical_job_and_a_commented_one_are_valid(Job job) {
    assertThat(SCHEMA.validate(JobJson.write(job), InputFormat.JSON)).isEmpty();
    String commented = JobTemplate.of(job, "x", Map.of());
    assertThat(SCHEMA.validate(commented, InputFormat.YAML)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("exampleFiles")
  void an_example_is_valid_and_is_read(Path file) throws Exception {
    assertThat(SCHEMA.validate(Files.readString(file), InputFormat.YAML)).isEmpty();
    assertThat(JobFile.read(file)).isNotNull();
  }
}
