package io.longhaul.job;

import io.longhaul.job.form.Type;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a secret lies, never the secret: an environment variable, or a parameter or secret of AWS.
 * The worker looks it up when it needs it.
 */
public record SecretReference(Where where, String name) {
  /** Who keeps it. */
  public enum Where {
    ENV,
    SSM,
    SECRETSMANAGER
  }

  private static final Pattern FORM =
      Pattern.compile(
          "(env):([A-Za-z_][A-Za-z0-9_]*)"
              + "|(ssm):([A-Za-z0-9/][A-Za-z0-9_./-]*)"
              + "|(secretsmanager):([A-Za-z0-9][A-Za-z0-9/_+=.@:#-]*)");

  public static final String WHAT = "a reference: env:NAME, ssm:/path or secretsmanager:name";

  public static final Type.Text<SecretReference> TYPE =
      new Type.Text<>(
          WHAT,
          "env:NAME",
          Optional.of("^(" + FORM.pattern() + ")$"),
          SecretReference::parse,
          SecretReference::toString,
          true);

  /**
   * Reads {@code env:NAME}.
   *
   * @throws IllegalArgumentException that does not repeat the text, for it may be the secret itself
   */
  public static SecretReference parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "is not a reference, and a secret itself must not be in a job; write env:NAME, ssm:/path"
              + " or secretsmanager:name");
    }
    for (Where where : Where.values()) {
      int group = 2 * where.ordinal() + 2;
      if (matcher.group(group) != null) return new SecretReference(where, matcher.group(group));
    }
    throw new IllegalStateException("every alternative has its group");
  }

  @Override
  public String toString() {
    return Type.Word.of(where) + ":" + name;
  }
}
