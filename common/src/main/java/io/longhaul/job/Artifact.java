package io.longhaul.job;

import io.longhaul.job.form.Field;
import io.longhaul.job.form.Form;
import io.longhaul.job.form.InvalidField;
import io.longhaul.job.form.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file that a job brings along for its workers, who take it by its digest and no other.
 *
 * @param file on the machine that submits, which stores it in the stack's bucket; null: it lies in
 *     S3
 * @param s3 where it lies; null: not stored yet
 * @param sha256 of its bytes; null: of a file, and not looked at yet
 */
public record Artifact(
    String name, @Nullable String file, @Nullable S3Location s3, @Nullable Sha256 sha256) {
  /** A run's job has room for so many, and a worker for what they hold. */
  private static final int MOST = 32;

  /** A worker holds no more of all, and so none that is larger. */
  public static final long MOST_BYTES = 2L << 30;

  /** A name's form, wherever it stands. */
  static final String NAMED = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

  private static final Pattern NAME = Pattern.compile(NAMED);

  private static final Field<Artifact, String> NAME_FIELD =
      Field.needed(
          "name",
          new Type.Text<>(
              "a name",
              "resize",
              Optional.of("^" + NAME.pattern() + "$"),
              Artifact::checked,
              name -> name,
              false),
          Artifact::name,
          "What the job calls it.");
  private static final Field<Artifact, String> FILE =
      Field.optional(
          "file",
          new Type.Text<>(
              "the path of a file", "resize.sh", Optional.empty(), t -> t, t -> t, false),
          Artifact::file,
          "A file on this machine; submitting stores it in the stack's bucket.");
  private static final Field<Artifact, S3Location> S3 =
      Field.optional(
          "s3", S3Location.TYPE, Artifact::s3, "Or where it lies already; beside its sha256.");
  private static final Field<Artifact, Sha256> SHA256 =
      Field.optional(
          "sha256",
          Sha256.TYPE,
          Artifact::sha256,
          "What its bytes must be. Of a file submit fills it in.");

  static final Form<Artifact> FORM =
      Form.of(
          Artifact.class,
          "artifacts",
          "Files that the job brings along for its workers, pinned by their SHA-256: the same job"
              + " with other bytes is another job.",
          List.of(NAME_FIELD, FILE, S3, SHA256),
          values ->
              new Artifact(
                  values.get(NAME_FIELD),
                  values.getOrNull(FILE),
                  values.getOrNull(S3),
                  values.getOrNull(SHA256)));

  public Artifact {
    name = checked(name);
    if (file == null && s3 == null) {
      throw new InvalidField("file", "is missing, and s3 too; write where it is");
    }
    if (file != null && s3 != null) {
      throw new InvalidField("s3", "stands beside file; leave one of the two out");
    }
    if (s3 != null && s3.prefix().isEmpty()) {
      throw new InvalidField("s3", "'%s' names no object".formatted(s3));
    }
    if (s3 != null && sha256 == null) {
      throw new InvalidField("sha256", "is missing; what lies in S3 is taken by its SHA-256 only");
    }
  }

  /** As a run's job has it. */
  public static Artifact stored(String name, S3Location at, Sha256 sha256) {
    return new Artifact(name, null, at, sha256);
  }

  private static String checked(String name) {
    if (NAME.matcher(name).matches()) return name;
    throw new IllegalArgumentException(
        "'%s' is no name; write 1 to 64 of A-Z a-z 0-9 . _ - and begin with a letter or digit"
            .formatted(name));
  }

  /** The field of a job that may bring some along. */
  static <J> Field<J, List<Artifact>> field(Function<J, List<Artifact>> get) {
    return Field.optional(
        "artifacts",
        new Type.Many<>(new Type.Group<>(FORM), MOST),
        job -> get.apply(job).isEmpty() ? null : get.apply(job),
        FORM.says());
  }

  /** Refuses two of one name. */
  static void refuseTwice(List<Artifact> artifacts) {
    Set<String> names = new HashSet<>();
    for (Artifact artifact : artifacts) {
      if (!names.add(artifact.name)) {
        throw new InvalidField(
            "artifacts", "two have the name '%s'; name each once".formatted(artifact.name));
      }
    }
  }
}
