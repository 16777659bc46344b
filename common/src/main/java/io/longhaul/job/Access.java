package io.longhaul.job;

import io.longhaul.job.form.Field;
import io.longhaul.job.form.Form;
import io.longhaul.job.form.InvalidField;
import io.longhaul.job.form.Type;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** With whose credentials one side is reached: a profile's, or those that references lead to. */
public record Access(
    @Nullable String profile,
    @Nullable SecretReference accessKeyId,
    @Nullable SecretReference secretAccessKey,
    @Nullable SecretReference sessionToken) {
  private static final String NEVER = "where it lies, never the value itself.";

  private static final Field<Access, String> PROFILE =
      Field.optional(
          "profile",
          new Type.Text<>(
              "a profile's name",
              "my-profile",
              Optional.of("^\\S[\\s\\S]*$"),
              Access::profileName,
              name -> name,
              false),
          Access::profile,
          "A profile of the AWS settings on the machine that works.");
  private static final Field<Access, SecretReference> ACCESS_KEY_ID =
      Field.optional(
          "access-key-id",
          SecretReference.TYPE,
          Access::accessKeyId,
          "Instead of a profile; " + NEVER);
  private static final Field<Access, SecretReference> SECRET_ACCESS_KEY =
      Field.optional(
          "secret-access-key",
          SecretReference.TYPE,
          Access::secretAccessKey,
          "Beside access-key-id; " + NEVER);
  private static final Field<Access, SecretReference> SESSION_TOKEN =
      Field.optional(
          "session-token", SecretReference.TYPE, Access::sessionToken, "If there is one; " + NEVER);

  static final Form<Access> FORM =
      Form.of(
          Access.class,
          "access",
          "Whose credentials: a profile, or references to an access key.",
          List.of(PROFILE, ACCESS_KEY_ID, SECRET_ACCESS_KEY, SESSION_TOKEN),
          values ->
              new Access(
                  values.getOrNull(PROFILE),
                  values.getOrNull(ACCESS_KEY_ID),
                  values.getOrNull(SECRET_ACCESS_KEY),
                  values.getOrNull(SESSION_TOKEN)));

  public Access {
    boolean keys = accessKeyId != null || secretAccessKey != null || sessionToken != null;
    if (profile != null && keys) {
      throw new InvalidField("profile", "stands beside an access key; keep one of the two");
    }
    if (profile == null && accessKeyId == null) {
      throw new InvalidField(
          "profile", "is missing; write it, or access-key-id and secret-access-key");
    }
    if (profile == null && secretAccessKey == null) {
      throw new InvalidField(
          "secret-access-key", "is missing beside access-key-id; write " + SecretReference.WHAT);
    }
  }

  private static String profileName(String text) {
    if (text.isBlank()) throw new IllegalArgumentException("is empty; write a profile's name");
    return text;
  }
}
