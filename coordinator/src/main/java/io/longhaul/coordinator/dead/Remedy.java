package io.longhaul.coordinator.dead;

import io.longhaul.unit.FailureClass;

/**
 * What a person can do about a class of failures, in a line; docs/runbook.md has a section each.
 */
final class Remedy {
  private Remedy() {}

  static String of(FailureClass failure, Denials denials, String run) {
    String redrive = "'longhaul redrive %s --class %s'".formatted(run, failure.word());
    String accept = "'longhaul dead %s --class %s --accept WHY'".formatted(run, failure.word());
    String what =
        switch (failure) {
          case DENIED ->
              (denials.isEmpty() ? "grant what the reasons name" : "grant " + denials.text())
                  + "; then "
                  + redrive;
          case UNAVAILABLE ->
              "once the store answers again, or with fewer workers if it throttled: " + redrive;
          case STORAGE -> "make room at the target, or have its quota raised; then " + redrive;
          case CORRUPT ->
              "read such an object twice and compare; if the source is sound, " + redrive;
          case UNORDERED_LISTING ->
              "try once more by %s; if it comes again, this store cannot be listed safely"
                  .formatted(redrive);
          case SOURCE_CHANGED -> "when nobody writes to these keys any more, or seldom: " + redrive;
          case PARTS_MISSING ->
              "its parts died too: put right what they died of, and take all up again by"
                  + " 'longhaul redrive %s'; these alone, if their parts are there: %s"
                      .formatted(run, redrive);
          case UNSAFE_NAME -> "copy these under another name, or leave them: then " + accept;
          case ARCHIVED ->
              ("have each restored, by 'aws s3api restore-object --bucket BUCKET --key KEY"
                      + " --restore-request Days=7' (their keys: 'longhaul dead %s --class %s"
                      + " --export csv'); hours later, when they can be read: %s")
                  .formatted(run, failure.word(), redrive);
          case COLLISION ->
              "see which of the source's keys copy.rename gives that name, or who else wrote it;"
                  + " with a rename that tells them apart under another run's name, "
                  + accept;
          case TOO_LARGE ->
              "no object of S3 holds so much: cut it up at its source, or leave it: then " + accept;
          case REFUSED ->
              "see that bucket, region and options are as the reasons want them; then " + redrive;
          case DIFFERENT, MISSING ->
              "see differences.csv of 'longhaul report %s --out report'; to copy them, %s"
                  .formatted(run, redrive);
          case EXTRA ->
              "nothing is ever deleted: delete them by hand, or leave them; then " + accept;
          case KILLED_WORKERS ->
              "see in the workers' logs and memory why they died with it; then " + redrive;
          case COMMAND_FAILED ->
              "see what the command said last, and put that right; then " + redrive;
          case COMMAND_REFUSED ->
              "the job says that trying again does not help: once it may, %s; else %s"
                  .formatted(redrive, accept);
          case NOT_ALLOWED ->
              "have all workers of the stack allow it, as the reasons say; then " + redrive;
          case DEFECT ->
              "a defect of Longhaul's: report it with the reason, and after an update " + redrive;
        };
    return "%s (docs/runbook.md#%s)".formatted(what, failure.word());
  }

  /** A run that is cancelled takes up nothing again. */
  static String ofCancelled(FailureClass failure, String run) {
    return ("the run is cancelled, so these stay dead: 'longhaul dead %s --class %s --accept WHY'"
            + " closes them, and the job under another name copies what is missing"
            + " (docs/runbook.md#%s)")
        .formatted(run, failure.word(), failure.word());
  }
}
