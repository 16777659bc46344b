package io.longhaul.job;

import io.longhaul.job.form.Type;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a job has run: by a name that workers know, or an artifact that they allow by its digest.
 *
 * @param shipped whether it is an artifact of the job
 */
public record Program(boolean shipped, String name) {
  private static final String SHIPPED = "artifact:";
  private static final Pattern FORM =
      Pattern.compile("(?:" + SHIPPED + ")?(" + Artifact.NAMED + ")");

  public static final Type.Text<Program> TYPE =
      new Type.Text<>(
          "a name that workers allow, or artifact:NAME",
          "resize",
          Optional.of("^" + FORM.pattern() + "$"),
          Program::parse,
          Program::toString,
          false);

  /**
   * Reads {@code resize} or {@code artifact:resize}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static Program parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s' is neither a name nor artifact:NAME; a path or a shell's line is not taken: workers"
                  .formatted(text)
              + " allow programs by name");
    }
    return new Program(text.startsWith(SHIPPED), matcher.group(1));
  }

  @Override
  public String toString() {
    return shipped ? SHIPPED + name : name;
  }
}
