package io.longhaul.job;

import io.longhaul.job.form.Field;
import io.longhaul.job.form.Form;
import io.longhaul.job.form.Type;
import io.longhaul.pattern.Rename;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares the objects below the source that are meant with those below the target; it only reads.
 *
 * @param rename null: an object keeps what follows the source's prefix
 * @param route the way that what differs is copied, once a person redrives it
 * @param keep what of an object the copy took along, and a repair does
 * @param access how either side is reached
 */
public record S3VerifyJob(
    S3Location source,
    S3Location target,
    Cut cut,
    Selection select,
    @Nullable Rename rename,
    CompareOptions compare,
    CopyOptions.Route route,
    Keep keep,
    Accesses access)
    implements S3Sides {
  public static final String KIND = "s3-verify";

  private static final Field<S3VerifyJob, S3Location> SOURCE =
      Field.needed(
          "source",
          S3Location.TYPE,
          S3VerifyJob::source,
          "Bucket and prefix, as the copy had them. It need not end in /.");
  private static final Field<S3VerifyJob, S3Location> TARGET =
      Field.needed(
          "target",
          S3Location.TYPE,
          S3VerifyJob::target,
          "Bucket and prefix; what lies here and not at the source is extra.");
  private static final Field<S3VerifyJob, Cut> CUT =
      Field.defaulted(
          "cut",
          new Type.Chosen<>(Cut.CHOICE),
          Cut.DEFAULT,
          S3VerifyJob::cut,
          "Where the first cuts come from. Workers cut further what turns out too large.");
  private static final Field<S3VerifyJob, Selection> SELECT =
      Field.optional(
          "select",
          new Type.Group<>(Selection.FORM),
          job -> job.select.equals(Selection.ALL) ? null : job.select,
          "Which objects are compared, as the copy had it. All others count as filtered; what only"
              + " the target has is held to its name and size, for its time is not the source's.");
  private static final Field<S3VerifyJob, Rename> RENAME =
      Field.optional(
          "rename",
          new Type.Group<>(CopyOptions.RENAME_FORM),
          S3VerifyJob::rename,
          "Other names at the target, as the copy had them. It costs a HEAD of the target for each"
              + " object, and what only the target has cannot be told.");
  private static final Field<S3VerifyJob, CompareOptions> COMPARE =
      Field.defaulted(
          "compare",
          new Type.Group<>(CompareOptions.FORM),
          CompareOptions.DEFAULT,
          S3VerifyJob::compare,
          CompareOptions.FORM.says());
  private static final Field<S3VerifyJob, CopyOptions.Route> ROUTE =
      Field.defaulted(
          "route",
          new Type.Word<>(CopyOptions.Route.class),
          CopyOptions.DEFAULT.route(),
          S3VerifyJob::route,
          "How 'redrive' copies what differs; as copy.route of s3-copy.");
  private static final Field<S3VerifyJob, Keep> KEEP =
      Field.defaulted(
          "keep",
          new Type.Group<>(Keep.FORM),
          Keep.DEFAULT,
          S3VerifyJob::keep,
          "What the copy took along, and 'redrive' does: what was to stay behind is no"
              + " difference.");
  private static final Field<S3VerifyJob, Accesses> ACCESS = Accesses.field(S3VerifyJob::access);

  public static final Form<S3VerifyJob> FORM =
      Form.of(
          S3VerifyJob.class,
          KIND,
          "Compares the objects below one prefix with those below another; it only reads.",
          List.of(SOURCE, TARGET, CUT, SELECT, RENAME, COMPARE, ROUTE, KEEP, ACCESS),
          values ->
              new S3VerifyJob(
                  values.get(SOURCE),
                  values.get(TARGET),
                  values.get(CUT),
                  Optional.ofNullable(values.getOrNull(SELECT)).orElse(Selection.ALL),
                  values.getOrNull(RENAME),
                  values.get(COMPARE),
                  values.get(ROUTE),
                  values.get(KEEP),
                  Optional.ofNullable(values.getOrNull(ACCESS)).orElse(Accesses.USUAL)));

  public static final S3VerifyJob EXAMPLE = of(S3CopyJob.EXAMPLE, CompareOptions.DEFAULT);

  /** All objects under the names that they have, with what is kept of them if nothing is said. */
  public S3VerifyJob(
      S3Location source,
      S3Location target,
      Cut cut,
      CompareOptions compare,
      CopyOptions.Route route,
      Accesses access) {
    this(source, target, cut, Selection.ALL, null, compare, route, Keep.DEFAULT, access);
  }

  public S3VerifyJob {
    S3Sides.refuseOverlap(source, target, access);
    S3Sides.refuseTwoEncryptions(keep, access);
  }

  /** What verifies the copies of this job. */
  public static S3VerifyJob of(S3CopyJob copy, CompareOptions compare) {
    return new S3VerifyJob(
        copy.source(),
        copy.target(),
        copy.cut(),
        copy.select(),
        copy.rename(),
        compare,
        copy.copy().route(),
        copy.keep(),
        copy.access());
  }

  @Override
  public S3VerifyJob with(Cut other) {
    return new S3VerifyJob(source, target, other, select, rename, compare, route, keep, access);
  }

  /** The same, repaired by this way. */
  @Override
  public S3VerifyJob with(CopyOptions.Route other) {
    return new S3VerifyJob(source, target, cut, select, rename, compare, other, keep, access);
  }

  /**
   * Whether what only the target has can be told: not by names that are known one by one, nor where
   * no name leads back.
   */
  public boolean tellsExtras() {
    return rename == null && !(cut instanceof Cut.Manifest);
  }

  /** What copies that which differs. */
  public S3CopyJob repairing() {
    CopyOptions copy =
        new CopyOptions(
            route,
            CopyOptions.Mode.ALL,
            CopyOptions.Compare.ETAG,
            CopyOptions.WhenTargetNewer.OVERWRITE,
            rename);
    return new S3CopyJob(source, target, cut, select, copy, keep, access);
  }

  @Override
  public String kind() {
    return KIND;
  }
}
