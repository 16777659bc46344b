package io.longhaul.coordinator.cli;

import io.longhaul.access.NoAccess;
import io.longhaul.coordinator.Figures;
import io.longhaul.coordinator.uploads.Janitor;
import io.longhaul.coordinator.uploads.Tidied;
import io.longhaul.s3.OpenUpload;
import io.longhaul.s3.StoreException;
import io.longhaul.stack.Stack;
import io.longhaul.stack.StackMisconfigured;
import io.longhaul.text.Shown;
import io.longhaul.unit.RunName;

/** Lets uploads be tidied up at a run's end, and says what was found. */
final class OpenUploads {
  private OpenUploads() {}

  /** What cannot be tidied up is said, and changes nothing of what the command has done. */
  static void tidy(Surroundings surroundings, Stack stack, RunName run)
      throws InterruptedException {
    Tidied tidied;
    try {
      tidied = new Janitor(stack).tidy(run);
    } catch (StoreException | NoAccess | StackMisconfigured e) {
      surroundings.say(
          "uploads that run %s may have left open could not be looked for: %s"
              .formatted(run, e.getMessage()));
      return;
    }
    if (tidied.aborted() > 0) {
      surroundings.say(
          "aborted %s that run %s had left open"
              .formatted(Figures.count(tidied.aborted(), "upload"), run));
    }
    if (tidied.kept() > 0) {
      surroundings.say(
          "%s of run %s kept, with the parts that are there: 'redrive' goes on with them, and"
                  .formatted(Figures.count(tidied.kept(), "upload"), run)
              + " until then they are paid for");
    }
    if (tidied.unknown() > 0) sayUnknown(surroundings, run, tidied);
  }

  private static void sayUnknown(Surroundings surroundings, RunName run, Tidied tidied) {
    surroundings.say(
        "%s below the target, begun while run %s went on, and nobody knows by whom: left alone;"
                .formatted(Figures.count(tidied.unknown(), "open upload"), run)
            + " if nothing else writes there, abort them:");
    for (OpenUpload upload : tidied.examples()) surroundings.say("  " + command(upload));
  }

  /** A key is anybody's words: it is quoted, and what cannot be pasted is no command. */
  private static String command(OpenUpload upload) {
    String key = upload.key();
    if (!Shown.text(key).equals(key) || !upload.id().matches("[A-Za-z0-9._-]+")) {
      return "'%s', upload %s".formatted(Shown.text(key), Shown.text(upload.id()));
    }
    return "aws s3api abort-multipart-upload --bucket %s --key '%s' --upload-id %s"
        .formatted(upload.bucket(), key.replace("'", "'\\''"), upload.id());
  }
}
