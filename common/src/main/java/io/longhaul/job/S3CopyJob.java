package io.longhaul.job;

import io.longhaul.job.form.Field;
import io.longhaul.job.form.Form;
import io.longhaul.job.form.Type;
import io.longhaul.pattern.Rename;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Copies the objects below the source that are meant to below the target; a key keeps what follows
 * the prefix.
 *
 * @param access how either side is reached
 */
public record S3CopyJob(
    S3Location source,
    S3Location target,
    Cut cut,
    Selection select,
    CopyOptions copy,
    Keep keep,
    Accesses access)
    implements S3Sides {
  public static final String KIND = "s3-copy";

  private static final Field<S3CopyJob, S3Location> SOURCE =
      Field.needed(
          "source",
          S3Location.TYPE,
          S3CopyJob::source,
          "Bucket and prefix; all keys that begin with it are meant. It need not end in /.");
  private static final Field<S3CopyJob, S3Location> TARGET =
      Field.needed(
          "target",
          S3Location.TYPE,
          S3CopyJob::target,
          "Bucket and prefix; a key keeps what follows the source's prefix.");
  private static final Field<S3CopyJob, Cut> CUT =
      Field.defaulted(
          "cut",
          new Type.Chosen<>(Cut.CHOICE),
          Cut.DEFAULT,
          S3CopyJob::cut,
          "Where the first cuts come from. Workers cut further what turns out too large.");
  private static final Field<S3CopyJob, Selection> SELECT =
      Field.optional(
          "select",
          new Type.Group<>(Selection.FORM),
          job -> job.select.equals(Selection.ALL) ? null : job.select,
          Selection.FORM.says());
  private static final Field<S3CopyJob, CopyOptions> COPY =
      Field.defaulted(
          "copy",
          new Type.Group<>(CopyOptions.FORM),
          CopyOptions.DEFAULT,
          S3CopyJob::copy,
          CopyOptions.FORM.says());
  private static final Field<S3CopyJob, Keep> KEEP =
      Field.defaulted(
          "keep", new Type.Group<>(Keep.FORM), Keep.DEFAULT, S3CopyJob::keep, Keep.FORM.says());
  private static final Field<S3CopyJob, Accesses> ACCESS = Accesses.field(S3CopyJob::access);

  public static final Form<S3CopyJob> FORM =
      Form.of(
          S3CopyJob.class,
          KIND,
          "Copies the objects below one prefix to below another.",
          List.of(SOURCE, TARGET, CUT, SELECT, COPY, KEEP, ACCESS),
          values ->
              new S3CopyJob(
                  values.get(SOURCE),
                  values.get(TARGET),
                  values.get(CUT),
                  Optional.ofNullable(values.getOrNull(SELECT)).orElse(Selection.ALL),
                  values.get(COPY),
                  values.get(KEEP),
                  Optional.ofNullable(values.getOrNull(ACCESS)).orElse(Accesses.USUAL)));

  public static final S3CopyJob EXAMPLE =
      new S3CopyJob(
          S3Location.parse("s3://my-files/"),
          S3Location.parse("s3://my-copy/"),
          Cut.DEFAULT,
          CopyOptions.DEFAULT,
          Accesses.USUAL);

  /** All objects below the source, with what is kept of them if nothing is said. */
  public S3CopyJob(
      S3Location source, S3Location target, Cut cut, CopyOptions copy, Accesses access) {
    this(source, target, cut, Selection.ALL, copy, Keep.DEFAULT, access);
  }

  @Override
  public S3CopyJob with(Cut other) {
    return new S3CopyJob(source, target, other, select, copy, keep, access);
  }

  public S3CopyJob {
    S3Sides.refuseOverlap(source, target, access);
    S3Sides.refuseTwoEncryptions(keep, access);
  }

  /** The same, copied by this way. */
  @Override
  public S3CopyJob with(CopyOptions.Route route) {
    return new S3CopyJob(source, target, cut, select, copy.with(route), keep, access);
  }

  @Override
  public CopyOptions.Route route() {
    return copy.route();
  }

  @Override
  public @Nullable Rename rename() {
    return copy.rename();
  }

  @Override
  public String kind() {
    return KIND;
  }
}
