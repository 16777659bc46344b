package io.longhaul.job;

import io.longhaul.job.form.Field;
import io.longhaul.job.form.Form;
import io.longhaul.job.form.InvalidField;
import io.longhaul.job.form.Type;
import java.util.List;
import java.util.Optional;

/**
 * Compares all objects below the source with those below the target; it only reads.
 *
 * @param route the way that what differs is copied, once a person redrives it
 * @param access how either side is reached
 */
public record S3VerifyJob(
    S3Location source,
    S3Location target,
    Cut cut,
    CompareOptions compare,
    CopyOptions.Route route,
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
  private static final Field<S3VerifyJob, Accesses> ACCESS = Accesses.field(S3VerifyJob::access);

  public static final Form<S3VerifyJob> FORM =
      Form.of(
          S3VerifyJob.class,
          KIND,
          "Compares all objects below one prefix with those below another; it only reads.",
          List.of(SOURCE, TARGET, CUT, COMPARE, ROUTE, ACCESS),
          values ->
              new S3VerifyJob(
                  values.get(SOURCE),
                  values.get(TARGET),
                  values.get(CUT),
                  values.get(COMPARE),
                  values.get(ROUTE),
                  Optional.ofNullable(values.getOrNull(ACCESS)).orElse(Accesses.USUAL)));

  public static final S3VerifyJob EXAMPLE = of(S3CopyJob.EXAMPLE, CompareOptions.DEFAULT);

  public S3VerifyJob {
    if (cut instanceof Cut.Manifest) {
      throw new InvalidField("cut", "a list of objects cannot be verified; write another cut");
    }
    if (cut instanceof Cut.Prefixes prefixes && prefixes.list().isEmpty()) {
      throw new InvalidField("cut.list", "is read for s3-copy only; write the prefixes themselves");
    }
    S3Sides.refuseOverlap(source, target, access);
  }

  /** What verifies the copies of this job. */
  public static S3VerifyJob of(S3CopyJob copy, CompareOptions compare) {
    return new S3VerifyJob(
        copy.source(), copy.target(), copy.cut(), compare, copy.copy().route(), copy.access());
  }

  /** The same, repaired by this way. */
  public S3VerifyJob with(CopyOptions.Route other) {
    return new S3VerifyJob(source, target, cut, compare, other, access);
  }

  /** What copies that which differs. */
  public S3CopyJob repairing() {
    CopyOptions copy = new CopyOptions(route, CopyOptions.DEFAULT.whenTargetNewer());
    return new S3CopyJob(source, target, cut, copy, access);
  }

  @Override
  public String kind() {
    return KIND;
  }
}
