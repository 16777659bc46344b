package io.longhaul.job;

import io.longhaul.job.form.Field;
import io.longhaul.job.form.Form;
import io.longhaul.job.form.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copies all objects below the source to below the target; a key keeps what follows the prefix.
 *
 * @param credentials null: those that the workers have anyway
 */
public record S3CopyJob(
    S3Location source,
    S3Location target,
    Cut cut,
    CopyOptions copy,
    @Nullable Credentials credentials)
    implements S3Sides {
  public static final String KIND = "s3-copy";

  private static final Field<S3CopyJob, S3Location> SOURCE =
      Field.needed(
          "source",
          S3Location.TYPE,
          S3CopyJob::source,
          "Bucket and prefix; all keys that begin with it are copied. It need not end in /.");
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
  private static final Field<S3CopyJob, CopyOptions> COPY =
      Field.defaulted(
          "copy",
          new Type.Group<>(CopyOptions.FORM),
          CopyOptions.DEFAULT,
          S3CopyJob::copy,
          CopyOptions.FORM.says());
  private static final Field<S3CopyJob, Credentials> CREDENTIALS =
      Field.optional(
              "credentials",
              new Type.Group<>(Credentials.FORM),
              S3CopyJob::credentials,
              Credentials.FORM.says())
          .unproposed();

  public static final Form<S3CopyJob> FORM =
      Form.of(
          S3CopyJob.class,
          KIND,
          "Copies all objects below one prefix to below another.",
          List.of(SOURCE, TARGET, CUT, COPY, CREDENTIALS),
          values ->
              new S3CopyJob(
                  values.get(SOURCE),
                  values.get(TARGET),
                  values.get(CUT),
                  values.get(COPY),
                  values.getOrNull(CREDENTIALS)));

  public static final S3CopyJob EXAMPLE =
      new S3CopyJob(
          S3Location.parse("s3://my-files/"),
          S3Location.parse("s3://my-copy/"),
          Cut.DEFAULT,
          CopyOptions.DEFAULT,
          null);

  public S3CopyJob {
    S3Sides.refuseOverlap(source, target);
    S3Sides.refuseTwoIdentities(credentials, copy.route(), "copy.route");
  }

  @Override
  public String kind() {
    return KIND;
  }
}
