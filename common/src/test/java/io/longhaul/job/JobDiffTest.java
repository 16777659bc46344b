package io.longhaul.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JobDiffTest {
  private static Job job(Cut cut, CopyOptions copy) {
    return new Job(
        new S3CopyJob(
            S3Location.parse("s3://one-bucket/"),
            S3Location.parse("s3://two"),
            cut,
            copy,
            Accesses.USUAL),
        UnitBudget.DEFAULT);
  }

  @Test
  void the_same_job_has_no_differences() {
    Job job = job(Cut.DEFAULT, CopyOptions.DEFAULT);
    assertThat(JobDiff.between(job, JobJson.read(JobJson.write(job)))).isEmpty();
  }

  @Test
  void differences_come_field_by_field_in_the_order_of_the_file() {
    Job before = job(Cut.DEFAULT, CopyOptions.DEFAULT);
    Job after =
        job(
            new Cut.Prefixes(List.of("a/")),
            new CopyOptions(CopyOptions.Route.STREAMED, CopyOptions.WhenTargetNewer.KEEP));
    assertThat(JobDiff.between(before, after))
        .extracting(JobDiff.Difference::toString)
        .containsExactly(
            "cut.by: hex -> prefixes",
            "cut.alphabet: upper-hex -> (nothing)",
            "cut.depth: 1 -> (nothing)",
            "copy.route: auto -> streamed",
            "cut.prefixes: (nothing) -> [a/]");
  }

  @Test
  void another_kind_is_a_difference_too() {
    Job noop = new Job(new NoopJob(1, 0, 2), UnitBudget.DEFAULT);
    assertThat(JobDiff.between(job(Cut.DEFAULT, CopyOptions.DEFAULT), noop))
        .extracting(JobDiff.Difference::field)
        .startsWith("kind", "source", "target")
        .contains("units");
  }
}
