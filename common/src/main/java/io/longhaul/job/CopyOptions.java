package io.longhaul.job;

import io.longhaul.job.form.Field;
import io.longhaul.job.form.Form;
import io.longhaul.job.form.Type;
import java.util.List;

/** How an object is copied, when it is, and what becomes of a target that is newer. */
public record CopyOptions(
    Route route, Mode mode, Compare compare, WhenTargetNewer whenTargetNewer) {
  /** The way that the bytes take. */
  public enum Route {
    /** The store copies by itself; one identity must read the source and write the target. */
    SERVER_SIDE,
    /** Through the worker. */
    STREAMED
  }

  /** Which of the objects that are meant are copied. */
  public enum Mode {
    /** Those of which the target has nothing. */
    MISSING,
    /** Those of which the target has nothing or something else. */
    CHANGED,
    /** All of them, also what is equal: once in a run. */
    ALL
  }

  /** What tells whether source and target are equal; both must be of one size. */
  public enum Compare {
    /** Their ETags; their times, where the ETags cannot be compared. */
    ETAG,
    /** Their times: the target was written later. */
    SIZE_AND_TIME
  }

  /** What to do with a target that differs from its source and was written after it. */
  public enum WhenTargetNewer {
    KEEP,
    OVERWRITE
  }

  public static final CopyOptions DEFAULT =
      new CopyOptions(Route.SERVER_SIDE, WhenTargetNewer.KEEP);

  /** Copies what is missing or changed, by ETag. */
  public CopyOptions(Route route, WhenTargetNewer whenTargetNewer) {
    this(route, Mode.CHANGED, Compare.ETAG, whenTargetNewer);
  }

  private static final Field<CopyOptions, Route> ROUTE =
      Field.defaulted(
          "route",
          new Type.Word<>(Route.class),
          DEFAULT.route,
          CopyOptions::route,
          "server-side: S3 copies by itself. streamed: through the workers.");
  private static final Field<CopyOptions, Mode> MODE =
      Field.defaulted(
          "mode",
          new Type.Word<>(Mode.class),
          DEFAULT.mode,
          CopyOptions::mode,
          "changed: what the target lacks or has otherwise. missing: only what it lacks; whatever"
              + " it has stays. all: also what is equal, unless it was written since the run"
              + " began.");
  private static final Field<CopyOptions, Compare> COMPARE =
      Field.defaulted(
          "compare",
          new Type.Word<>(Compare.class),
          DEFAULT.compare,
          CopyOptions::compare,
          "What is equal, if of one size. etag: by ETag, or where ETags cannot be compared by time."
              + " size-and-time: if the target was written later, whatever the ETags say.");
  private static final Field<CopyOptions, WhenTargetNewer> WHEN_TARGET_NEWER =
      Field.defaulted(
          "when-target-newer",
          new Type.Word<>(WhenTargetNewer.class),
          DEFAULT.whenTargetNewer,
          CopyOptions::whenTargetNewer,
          "A target that differs and is newer than its source: keep it, or overwrite it.");

  public static final Form<CopyOptions> FORM =
      Form.of(
          CopyOptions.class,
          "copy",
          "How objects are copied, and when.",
          List.of(ROUTE, MODE, COMPARE, WHEN_TARGET_NEWER),
          values ->
              new CopyOptions(
                  values.get(ROUTE),
                  values.get(MODE),
                  values.get(COMPARE),
                  values.get(WHEN_TARGET_NEWER)));
}
