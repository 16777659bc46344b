package io.longhaul.job;

import io.longhaul.job.form.Field;
import io.longhaul.job.form.Form;
import io.longhaul.job.form.InvalidField;
import io.longhaul.job.form.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Credentials of one side or both, where they are not those that the worker has anyway. */
public record Credentials(@Nullable Access source, @Nullable Access target) {
  private static final Field<Credentials, Access> SOURCE =
      Field.optional(
          "source", new Type.Group<>(Access.FORM), Credentials::source, "To list and read it.");
  private static final Field<Credentials, Access> TARGET =
      Field.optional(
          "target", new Type.Group<>(Access.FORM), Credentials::target, "To list and write it.");

  static final Form<Credentials> FORM =
      Form.of(
          Credentials.class,
          "credentials",
          "Only where the workers' own do not do: references, never a secret itself.",
          List.of(SOURCE, TARGET),
          values -> new Credentials(values.getOrNull(SOURCE), values.getOrNull(TARGET)));

  public Credentials {
    if (source == null && target == null) {
      throw new InvalidField(
          "source", "is missing, and so is target; write one, or leave both out");
    }
  }
}
