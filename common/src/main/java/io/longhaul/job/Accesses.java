package io.longhaul.job;

import io.longhaul.job.form.Field;
import io.longhaul.job.form.Form;
import io.longhaul.job.form.InvalidField;
import io.longhaul.job.form.Type;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How either side of a job is reached; null: as the worker reaches S3 anyway. */
public record Accesses(@Nullable Access source, @Nullable Access target) {
  /** Both as the worker reaches S3 anyway. */
  public static final Accesses USUAL = new Accesses(null, null);

  private static final String OF_SOURCE = "access.source.";
  private static final String OF_TARGET = "access.target.";

  private static final Field<Accesses, Access> SOURCE =
      Field.optional(
          "source", new Type.Group<>(Access.FORM), Accesses::source, "To list and read it.");
  private static final Field<Accesses, Access> TARGET =
      Field.optional(
          "target",
          new Type.Group<>(Access.FORM),
          Accesses::target,
          "To list and write it; S3 copies by itself as this one, so it must read the source"
              + " then.");

  static final Form<Accesses> FORM =
      Form.of(
          Accesses.class,
          "access",
          "How a side is reached, where the worker's own identity, region and server do not do.",
          List.of(SOURCE, TARGET),
          values -> given(values.getOrNull(SOURCE), values.getOrNull(TARGET)));

  /** The field of a job, which leaves it out where both sides are reached as usual. */
  static <J extends S3Sides> Field<J, Accesses> field(Function<J, Accesses> get) {
    return Field.optional(
        "access",
        new Type.Group<>(FORM),
        job -> get.apply(job).equals(USUAL) ? null : get.apply(job),
        FORM.says());
  }

  /** Whether both are on one server, as far as the job says. */
  public boolean sameServer() {
    return Objects.equals(server(source), server(target));
  }

  /** Where the secrets lie that it needs, by the fields that say so. */
  public SortedMap<String, SecretReference> references() {
    SortedMap<String, SecretReference> all = new TreeMap<>();
    if (source != null)
      source.references().forEach((name, lies) -> all.put(OF_SOURCE + name, lies));
    if (target != null)
      target.references().forEach((name, lies) -> all.put(OF_TARGET + name, lies));
    return all;
  }

  /**
   * The fields that lead to a machine's own profiles and variables, which another does not have.
   */
  public List<String> ofOneMachine() {
    List<String> all = new ArrayList<>();
    if (profile(source)) all.add(OF_SOURCE + "profile");
    if (profile(target)) all.add(OF_TARGET + "profile");
    references()
        .forEach((name, lies) -> {
          if (lies.where() == SecretReference.Where.ENV) all.add("%s (%s)".formatted(name, lies));
        });
    return all;
  }

  private static boolean profile(@Nullable Access access) {
    return access != null && access.identity() != null && access.identity().profile() != null;
  }

  private static @Nullable URI server(@Nullable Access access) {
    return access == null ? null : access.endpoint();
  }

  private static Accesses given(@Nullable Access source, @Nullable Access target) {
    if (source == null && target == null) {
      throw new InvalidField(
          "source", "is missing, and so is target; write one, or leave both out");
    }
    return new Accesses(source, target);
  }
}
