package io.longhaul.job;

import io.longhaul.job.form.Field;
import io.longhaul.job.form.Form;
import io.longhaul.job.form.InvalidField;
import io.longhaul.job.form.Type;
import io.longhaul.pattern.Rename;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How an object is copied, when it is, what becomes of a target that is newer, and what it is
 * called there.
 *
 * @param rename null: it keeps what follows the source's prefix
 */
public record CopyOptions(
    Route route,
    Mode mode,
    Compare compare,
    WhenTargetNewer whenTargetNewer,
    @Nullable Rename rename) {
  /** The way that the bytes take. */
  public enum Route {
    /** Which of the two is found when the job is submitted, and kept with the run. */
    AUTO,
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

  public static final CopyOptions DEFAULT = new CopyOptions(Route.AUTO, WhenTargetNewer.KEEP);

  /** Copies what is missing or changed, by ETag. */
  public CopyOptions(Route route, WhenTargetNewer whenTargetNewer) {
    this(route, Mode.CHANGED, Compare.ETAG, whenTargetNewer, null);
  }

  /** The same, by this way. */
  public CopyOptions with(Route other) {
    return new CopyOptions(other, mode, compare, whenTargetNewer, rename);
  }

  private static final Field<CopyOptions, Route> ROUTE =
      Field.defaulted(
          "route",
          new Type.Word<>(Route.class),
          DEFAULT.route,
          CopyOptions::route,
          "auto: server-side where the target's identity can read the source, else streamed; submit"
              + " looks, and keeps what it found. server-side: S3 copies by itself. streamed:"
              + " through the workers.");
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

  private static final Field<Rename, String> REGEX =
      Field.needed(
          "regex",
          text("a regular expression", "([0-9]{4})-([0-9]{2})-(.*)", Rename::checked),
          Rename::regex,
          "RE2's syntax; it must match all of what follows the source's prefix, or a name is"
              + " kept.");
  private static final Field<Rename, String> REPLACE =
      Field.needed(
          "replace",
          text("a new name", "$1/$2/$3", text -> text),
          Rename::replace,
          "The whole new name: $1 to $9 are groups of regex, $0 the name, $$ a dollar.");

  static final Form<Rename> RENAME_FORM =
      Form.of(
          Rename.class,
          "rename",
          "Other names at the target. Another prefix needs no rename: write it in target. It costs"
              + " a HEAD of the target for each object. What was written there since the run began"
              + " and differs is never overwritten: that object is dead as 'collision'.",
          List.of(REGEX, REPLACE),
          values -> renamed(values.get(REGEX), values.get(REPLACE)));

  private static final Field<CopyOptions, Rename> RENAME =
      Field.optional(
          "rename", new Type.Group<>(RENAME_FORM), CopyOptions::rename, RENAME_FORM.says());

  public static final Form<CopyOptions> FORM =
      Form.of(
          CopyOptions.class,
          "copy",
          "How objects are copied, and when.",
          List.of(ROUTE, MODE, COMPARE, WHEN_TARGET_NEWER, RENAME),
          values ->
              new CopyOptions(
                  values.get(ROUTE),
                  values.get(MODE),
                  values.get(COMPARE),
                  values.get(WHEN_TARGET_NEWER),
                  values.getOrNull(RENAME)));

  private static Type.Text<String> text(String what, String sample, Function<String, String> read) {
    return new Type.Text<>(what, sample, Optional.empty(), read, text -> text, false);
  }

  private static Rename renamed(String regex, String replace) {
    try {
      return Rename.of(regex, replace);
    } catch (IllegalArgumentException e) {
      throw new InvalidField("replace", String.valueOf(e.getMessage()));
    }
  }
}
