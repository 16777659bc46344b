package io.longhaul.job;

import io.longhaul.job.form.Field;
import io.longhaul.job.form.Form;
import io.longhaul.job.form.Type;
import java.util.List;

/** How an object is copied, and what becomes of a target that is newer. */
public record CopyOptions(Route route, WhenTargetNewer whenTargetNewer) {
  /** The way that the bytes take. */
  public enum Route {
    /** The store copies by itself; one identity must read the source and write the target. */
    SERVER_SIDE,
    /** Through the worker. */
    STREAMED
  }

  /** What to do with a target that differs from its source and was written after it. */
  public enum WhenTargetNewer {
    KEEP,
    OVERWRITE
  }

  public static final CopyOptions DEFAULT =
      new CopyOptions(Route.SERVER_SIDE, WhenTargetNewer.KEEP);

  private static final Field<CopyOptions, Route> ROUTE =
      Field.defaulted(
          "route",
          new Type.Word<>(Route.class),
          DEFAULT.route,
          CopyOptions::route,
          "server-side: S3 copies by itself. streamed: through the workers.");
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
          "How objects are copied. What is equal at the target already is never copied again.",
          List.of(ROUTE, WHEN_TARGET_NEWER),
          values -> new CopyOptions(values.get(ROUTE), values.get(WHEN_TARGET_NEWER)));
}
