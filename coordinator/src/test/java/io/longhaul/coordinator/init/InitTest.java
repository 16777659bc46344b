package io.longhaul.coordinator.init;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.job.Alphabet;
import io.longhaul.job.Cut;
import io.longhaul.job.Job;
import io.longhaul.job.JobForms;
import io.longhaul.job.S3CopyJob;
import io.longhaul.job.S3Location;
import io.longhaul.job.file.JobFile;
import io.longhaul.job.form.InvalidField;
import io.longhaul.s3.InMemoryObjectStore;
import io.longhaul.time.Deadline;
import io.longhaul.time.SystemTime;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InitTest {
  private final SystemTime time = new SystemTime();
  private final InMemoryObjectStore store = new InMemoryObjectStore(time);
  private final Init init = new Init(time, "schema/job.schema.json");

  @BeforeEach
  void orders() {
    store.createBucket("archive");
    store.createBucket("datalake");
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      store.write("archive", "2019/%08X/order.json".formatted(random.nextInt()), new byte[10]);
    }
  }

  private String write(String source, String target) throws InterruptedException {
    return init.write(
            "s3-copy",
            S3Location.parse(source),
            S3Location.parse(target),
            store,
            Deadline.in(time, Duration.ofMinutes(5)))
        .text();
  }

  private static Job read(String text) {
    return JobFile.parse("made.yaml", text.getBytes(UTF_8));
  }

  @Test
  void what_it_writes_without_addresses_is_a_job_of_each_kind() {
    for (Job example : JobForms.EXAMPLES) {
      assertThat(read(init.write(example.kind()))).isEqualTo(example);
    }
  }

  @Test
  void what_it_saw_stands_in_values_and_in_comments() throws Exception {
    String text = write("s3://archive/2019/", "s3://datalake/orders/");
    S3CopyJob copy = (S3CopyJob) read(text).options();
    assertThat(copy.source().toString()).isEqualTo("s3://archive/2019/");
    assertThat(copy.cut()).isEqualTo(new Cut.Hex(Alphabet.UPPER_HEX, 1));
    assertThat(text)
        .startsWith("# yaml-language-server: $schema=schema/job.schema.json\n")
        .contains("# In us-east-1.", "# In us-east-1 too.", " objects, ")
        .contains("Folders are named in upper-case hexadecimal, such as '")
        .contains("# Here: 16 units to begin with, about 3")
        .containsPattern(
            "example s3://archive/2019/[0-9A-F]{8}/order.json becomes\\s+(#"
                + " )?s3://datalake/orders/");
  }

  @Test
  void a_target_that_is_not_there_yet_is_said() throws Exception {
    assertThat(write("s3://archive/2019/", "s3://nowhere/")).contains("no such bucket yet");
  }

  @Test
  void what_submit_would_refuse_is_not_proposed() throws Exception {
    assertThat(write("s3://archive/2019/", "s3://datalake/")).doesNotContain("credentials");
    assertThat(init.write("s3-copy")).doesNotContain("credentials");
  }

  @Test
  void one_is_no_plural() throws Exception {
    store.createBucket("lone");
    store.write("lone", "k", new byte[3]);
    assertThat(write("s3://lone/", "s3://datalake/"))
        .contains("1 object, ")
        .contains("by: ranges")
        .doesNotContain("1 objects");
  }

  @Test
  void a_key_cannot_write_into_the_file() throws Exception {
    store.createBucket("hostile");
    store.write("hostile", "\nkind: noop\n", new byte[0]);
    String text = write("s3://hostile", "s3://datalake");
    assertThat(text.lines().filter(line -> line.startsWith("kind:")))
        .containsExactly("kind: s3-copy");
    assertThat(read(text).kind()).isEqualTo("s3-copy");
  }

  @Test
  void what_cannot_be_a_job_is_refused_by_its_field() {
    assertThatThrownBy(() -> write("s3://none-such/", "s3://datalake/"))
        .isInstanceOf(InvalidField.class)
        .hasMessage("source: there is no bucket 'none-such'");
    assertThatThrownBy(() -> write("s3://archive/2019/", "s3://archive/2019/new/"))
        .isInstanceOf(InvalidField.class)
        .hasMessageStartingWith("target: overlaps");
    assertThatThrownBy(() -> init.write("s3-cpoy"))
        .hasMessage("kind: there is no 's3-cpoy'; did you mean 's3-copy'?");
  }
}
