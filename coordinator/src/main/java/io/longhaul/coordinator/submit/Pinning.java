package io.longhaul.coordinator.submit;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.submit.RouteChoice.Chosen;
import io.longhaul.job.Accesses;
import io.longhaul.job.CopyOptions.Route;
import io.longhaul.job.Cut;
import io.longhaul.job.Job;
import io.longhaul.job.JobJson;
import io.longhaul.job.S3Location;
import io.longhaul.job.S3Sides;
import io.longhaul.job.form.InvalidField;
import io.longhaul.job.form.Refused;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.StoreException;
import io.longhaul.stack.Stack;
import io.longhaul.text.Shown;
import io.longhaul.time.Deadline;
import io.longhaul.unit.RunName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Pins a job to the lists that it names and to the way that its objects can take, as they are when
 * it is submitted: what is written or granted afterwards is no part of the run. A run that is there
 * keeps what it was pinned to.
 */
public final class Pinning {
  private static final Duration LOOK = Duration.ofSeconds(20);

  private final Stack stack;
  private final Path folder;
  private final Consumer<String> says;

  /**
   * @param folder from which local paths go
   * @param says takes lines for who watches
   */
  public Pinning(Stack stack, Path folder, Consumer<String> says) {
    this.stack = stack;
    this.folder = folder;
    this.says = says;
  }

  /**
   * The job as the run of that name has it, or as it is pinned now.
   *
   * @throws CommandFailed if a list is not there, or is none, or if no way is found
   */
  public Job pinned(RunName run, Job job) throws InterruptedException {
    refuseBoth(job);
    Optional<Job> there = there(run).filter(other -> other.equals(job) || wouldBe(other, job));
    return there.isPresent() ? there.get() : pinned(job);
  }

  /** Whether a run's job is what this one may have been pinned to. */
  private static boolean wouldBe(Job pinned, Job job) {
    if (unpinned(job).isEmpty() && !isAuto(job)) return false; // it is what it is
    Job lists = unpinned(pinned).orElse(pinned);
    Job its = isAuto(job) && isSides(lists) ? with(lists, Route.AUTO) : lists;
    return its.equals(unpinned(job).orElse(job));
  }

  private static boolean isSides(Job job) {
    return job.options() instanceof S3Sides;
  }

  private static boolean isAuto(Job job) {
    return job.options() instanceof S3Sides sides && sides.route() == Route.AUTO;
  }

  /** The job as it is pinned now. */
  public Job pinned(Job job) throws InterruptedException {
    return routed(listed(job));
  }

  private Job routed(Job job) throws InterruptedException {
    if (!(job.options() instanceof S3Sides sides)) return job;
    Chosen chosen = new RouteChoice(stack).of(sides);
    if (!sides.access().equals(Accesses.USUAL)) says.accept("route: " + chosen);
    return with(job, chosen.route());
  }

  /** The job as its lists are now, whatever way its objects will take. */
  public Job listed(Job job) throws InterruptedException {
    refuseBoth(job);
    if (!job.equals(unpinned(job).orElse(null))) return job; // there is nothing to be pinned
    S3Sides sides = (S3Sides) job.options();
    return switch (sides.cut()) {
      case Cut.Hex _, Cut.Ranges _ -> job;
      case Cut.Prefixes prefixes ->
          kept("list", job, prefixes(sides, String.valueOf(prefixes.from())));
      case Cut.Manifest manifest ->
          kept(
              "manifest",
              job,
              manifest.inS3().isPresent()
                  ? inS3(manifest, manifest.inS3().get(), sides)
                  : new LocalList(folder, sides.source()).pinned(manifest));
    };
  }

  private Cut.Prefixes prefixes(S3Sides sides, String from) throws InterruptedException {
    return new PrefixList(stack.source(sides).store(), stack.time(), folder).read(from);
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

  private Cut.Manifest inS3(Cut.Manifest manifest, S3Location at, S3Sides sides)
      throws InterruptedException {
    ObjectStore store = stack.source(sides).store();
    Deadline deadline = Deadline.in(stack.time(), LOOK);
    try {
      ListedObject object =
          store
              .head(at.bucket(), at.prefix(), deadline)
              .orElseThrow(() ->
                  CommandFailed.misused(
                      "cut.manifest: there is no object '%s'"
                          .formatted(Shown.text(at.toString()))));
      if (object.size() == 0)
        throw CommandFailed.misused("cut.manifest: '%s' is empty".formatted(at));
      new FirstRows(store, at, object, deadline).check(manifest.rows(), sides.source());
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

  private static Job with(Job job, Route route) {
    S3Sides sides = (S3Sides) job.options();
    return new Job(sides.with(route), job.unit(), job.caps());
  }

  private static Job with(Job job, Cut cut) {
    S3Sides sides = (S3Sides) job.options();
    return new Job(sides.with(cut), job.unit(), job.caps());
  }
}
