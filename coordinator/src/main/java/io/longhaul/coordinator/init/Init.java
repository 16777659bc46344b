package io.longhaul.coordinator.init;

import io.longhaul.coordinator.BucketLook;
import io.longhaul.coordinator.BucketLook.Seen;
import io.longhaul.coordinator.Figures;
import io.longhaul.job.Accesses;
import io.longhaul.job.CopyOptions;
import io.longhaul.job.Cut;
import io.longhaul.job.Job;
import io.longhaul.job.JobForms;
import io.longhaul.job.KindOptions;
import io.longhaul.job.S3CopyJob;
import io.longhaul.job.S3Location;
import io.longhaul.job.S3Sides;
import io.longhaul.job.S3VerifyJob;
import io.longhaul.job.UnitBudget;
import io.longhaul.job.file.JobTemplate;
import io.longhaul.job.form.InvalidField;
import io.longhaul.job.form.Nearest;
import io.longhaul.partition.Layout;
import io.longhaul.partition.Look;
import io.longhaul.partition.Sampler;
import io.longhaul.s3.ObjectStore;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a commented job file that {@code run} takes as it is; it only reads. */
public final class Init {
  private final Time time;
  private final String schema;

  /**
   * @param schema where editors find the schema: a path or address
   */
  public Init(Time time, String schema) {
    this.time = time;
    this.schema = schema;
  }

  /**
   * An example of a kind.
   *
   * @throws InvalidField if there is no such kind
   */
  public String write(String kind) {
    return JobTemplate.of(example(kind), schema, Map.of());
  }

  /**
   * What was written.
   *
   * @param targetThere whether the target's bucket is there: a run is refused without it
   */
  public record Made(String text, boolean targetThere) {}

  /**
   * A job from source to target, with what a look showed as values and comments.
   *
   * @param deadline when the look ends with what it knows by then
   * @throws InvalidField if there is no such kind or source bucket, or if the two overlap
   */
  public Made write(
      String kind, S3Location source, S3Location target, ObjectStore store, Deadline deadline)
      throws InterruptedException {
    if (!(example(kind).options() instanceof S3Sides example)) {
      throw new InvalidField("kind", kind + " has no source and target; leave them out");
    }
    S3CopyJob unlooked =
        new S3CopyJob(
            source, target, example.cut(), CopyOptions.DEFAULT, Accesses.USUAL); // or refused
    Optional<Seen> from = BucketLook.at(store, source, deadline);
    if (from.isEmpty()) {
      throw new InvalidField("source", "there is no bucket '%s'".formatted(source.bucket()));
    }
    Optional<Seen> to = BucketLook.at(store, target, deadline);
    Layout layout = Look.at(source, new Sampler(store, time, deadline));
    S3CopyJob job =
        new S3CopyJob(source, target, layout.proposed(), unlooked.copy(), Accesses.USUAL);
    String text =
        JobTemplate.of(
            new Job(options(example, job), UnitBudget.DEFAULT),
            schema,
            notes(job, layout, from.get(), to));
    return new Made(text, to.isPresent());
  }

  private static KindOptions options(S3Sides example, S3CopyJob job) {
    return switch (example) {
      case S3CopyJob copy -> job;
      case S3VerifyJob verify -> S3VerifyJob.of(job, verify.compare());
    };
  }

  private static Map<String, List<String>> notes(
      S3CopyJob job, Layout layout, Seen from, Optional<Seen> to) {
    Map<String, List<String>> notes = new LinkedHashMap<>();
    List<String> source = new ArrayList<>();
    from.region().ifPresent(region -> source.add("In %s.".formatted(region)));
    source.addAll(layout.says());
    notes.put("source", source);
    List<String> target = new ArrayList<>();
    target.add(
        to.map(bucket -> where(from, bucket))
            .orElse("There is no such bucket yet; make it first."));
    if (!layout.sample().isEmpty()) {
      target.add(
          "For example %s%s becomes %s%s."
              .formatted(job.source(), layout.sample(), job.target(), layout.sample()));
    }
    notes.put("target", target);
    if (layout.proposed() instanceof Cut.Hex hex) {
      notes.put("cut.depth", List.of(units(layout, hex.count())));
    }
    return notes;
  }

  private static String where(Seen from, Seen to) {
    if (to.region().isEmpty()) return "Its region is not told to whoever may list below it alone.";
    String region = to.region().get();
    return from.region().equals(to.region())
        ? "In %s too.".formatted(region)
        : "In %s: between regions S3 charges for the transfer.".formatted(region);
  }

  private static String units(Layout layout, int cuts) {
    long each = Math.max(1, layout.amount().objects() / cuts);
    return "Here: %s to begin with, about %s each."
        .formatted(Figures.count(cuts, "unit"), Figures.count(each, "object"));
  }

  private static Job example(String kind) {
    List<String> kinds = JobForms.ALL.names();
    return JobTemplate.example(kind)
        .orElseThrow(() ->
            new InvalidField(
                "kind",
                Nearest.to(kind, kinds)
                    .map(near -> "there is no '%s'; did you mean '%s'?".formatted(kind, near))
                    .orElseGet(() ->
                        "there is no '%s'; write one of %s"
                            .formatted(kind, String.join(", ", kinds)))));
  }
}
