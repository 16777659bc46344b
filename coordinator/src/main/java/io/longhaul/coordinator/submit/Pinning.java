package io.longhaul.coordinator.submit;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.Shown;
import io.longhaul.job.Cut;
import io.longhaul.job.Job;
import io.longhaul.job.JobJson;
import io.longhaul.job.S3Location;
import io.longhaul.job.S3Sides;
import io.longhaul.job.form.InvalidField;
import io.longhaul.job.form.Refused;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.StoreException;
import io.longhaul.stack.Stack;
import io.longhaul.time.Deadline;
import io.longhaul.unit.RunName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Pins a job to the lists that it names, as they are when it is submitted: what is written into
 * them afterwards is no part of the run. A run that is there keeps what it was pinned to.
 */
public final class Pinning {
  private static final Duration LOOK = Duration.ofSeconds(20);

  private final Stack stack;
  private final Path folder;

  /**
   * @param folder from which local paths go
   */
  public Pinning(Stack stack, Path folder) {
    this.stack = stack;
    this.folder = folder;
  }

  /**
   * The job as the run of that name has it, or as it is pinned now.
   *
   * @throws CommandFailed if a list is not there, or is none
   */
  public Job pinned(RunName run, Job job) throws InterruptedException {
    refuseBoth(job);
    if (unpinned(job).isEmpty()) return job;
    Optional<Job> there = there(run).filter(other -> unpinned(other).equals(unpinned(job)));
    return there.isPresent() ? there.get() : pinned(job);
  }

  /** The job as it is pinned now. */
  public Job pinned(Job job) throws InterruptedException {
    refuseBoth(job);
    if (!job.equals(unpinned(job).orElse(null))) return job; // there is nothing to be pinned
    S3Sides sides = (S3Sides) job.options();
    return switch (sides.cut()) {
      case Cut.Hex _, Cut.Ranges _ -> job;
      case Cut.Prefixes prefixes ->
          kept("list", job, new PrefixList(stack, folder).read(String.valueOf(prefixes.from())));
      case Cut.Manifest manifest ->
          kept(
              "manifest",
              job,
              manifest.inS3().isPresent()
                  ? inS3(manifest, manifest.inS3().get(), sides.source())
                  : new LocalList(folder, sides.source()).pinned(manifest));
    };
  }

  /** The job with this cut, if a run can keep it. */
  private static Job kept(String field, Job job, Cut cut) {
    Job made = with(job, cut);
    try {
      JobJson.write(made);
    } catch (InvalidField e) {
      throw CommandFailed.misused(
          "cut.%s: holds more than a run keeps of it, %,d bytes; %s"
              .formatted(
                  field,
                  JobJson.LARGEST,
                  field.equals("list")
                      ? "write fewer or shorter prefixes"
                      : "put it into S3 and write its address"));
    }
    return made;
  }

  private Cut.Manifest inS3(Cut.Manifest manifest, S3Location at, S3Location source)
      throws InterruptedException {
    Deadline deadline = Deadline.in(stack.time(), LOOK);
    try {
      ListedObject object =
          stack
              .store()
              .head(at.bucket(), at.prefix(), deadline)
              .orElseThrow(() ->
                  CommandFailed.misused(
                      "cut.manifest: there is no object '%s'"
                          .formatted(Shown.text(at.toString()))));
      if (object.size() == 0)
        throw CommandFailed.misused("cut.manifest: '%s' is empty".formatted(at));
      new FirstRows(stack.store(), at, object, deadline).check(manifest.rows(), source);
      return new Cut.Manifest(
          manifest.manifest(), manifest.rows(), object.etag(), object.size(), manifest.keys());
    } catch (StoreException e) {
      throw CommandFailed.misused(
          "cut.manifest: '%s' cannot be read: %s"
              .formatted(Shown.text(at.toString()), e.getMessage()));
    }
  }

  /** A run's own job has both, as one was read from the other: a person means one of them. */
  private static void refuseBoth(Job job) {
    if (job.options() instanceof S3Sides both
        && both.cut() instanceof Cut.Prefixes prefixes
        && prefixes.from() != null
        && !prefixes.list().isEmpty()) {
      throw CommandFailed.misused("cut: prefixes stand beside a list; keep one of the two");
    }
  }

  private Optional<Job> there(RunName run) {
    try {
      return stack
          .ledger()
          .runs()
          .find(run)
          .map(found -> JobJson.read(stack.ledger().runs().job(run)));
    } catch (Refused e) {
      return Optional.empty(); // registering says so
    }
  }

  /** The job without what it is pinned to; empty: it names no list. */
  private static Optional<Job> unpinned(Job job) {
    if (!(job.options() instanceof S3Sides sides)) return Optional.empty();
    return switch (sides.cut()) {
      case Cut.Hex _, Cut.Ranges _ -> Optional.empty();
      case Cut.Prefixes prefixes ->
          prefixes.from() == null
              ? Optional.empty()
              : Optional.of(with(job, new Cut.Prefixes(List.of(), prefixes.from())));
      case Cut.Manifest manifest -> Optional.of(with(job, manifest.unpinned()));
    };
  }

  private static Job with(Job job, Cut cut) {
    S3Sides sides = (S3Sides) job.options();
    return new Job(sides.with(cut), job.unit(), job.caps());
  }
}
