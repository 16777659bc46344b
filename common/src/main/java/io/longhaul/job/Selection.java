package io.longhaul.job;

import io.longhaul.job.form.Field;
import io.longhaul.job.form.Form;
import io.longhaul.job.form.InvalidField;
import io.longhaul.job.form.Type;
import io.longhaul.pattern.KeyPattern;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which objects are meant: those for which all that is named here holds, in whatever order it is
 * written.
 *
 * @param include empty: all names
 * @param exclude is heard after include, whatever include says
 * @param modifiedAfter the listing's times are cut to the second
 */
public record Selection(
    List<KeyPattern> include,
    List<KeyPattern> exclude,
    @Nullable ByteSize largerThan,
    @Nullable ByteSize smallerThan,
    @Nullable Instant modifiedAfter,
    @Nullable Instant modifiedBefore) {
  private static final int MOST_PATTERNS = 100;

  public static final Selection ALL = new Selection(List.of(), List.of(), null, null, null, null);

  private static final Field<Selection, List<KeyPattern>> INCLUDE =
      Field.optional(
          "include",
          patterns("**/*.csv"),
          patterns(Selection::include),
          "Only names that match one of these. A name is what follows the source's prefix, and a"
              + " pattern matches all of it: * is anything but /, ** is / too, **/ any folders or"
              + " none, ? one character, [a-z] one of these, [!a-z] another one. After re: it is a"
              + " regular expression (RE2's).");
  private static final Field<Selection, List<KeyPattern>> EXCLUDE =
      Field.optional(
          "exclude",
          patterns("tmp/**"),
          patterns(Selection::exclude),
          "No names that match one of these, whatever include says: the order plays no part.");
  private static final Field<Selection, ByteSize> LARGER_THAN =
      Field.optional(
          "larger-than",
          ByteSize.type("1 KiB"),
          Selection::largerThan,
          "Only objects of more bytes than this.");
  private static final Field<Selection, ByteSize> SMALLER_THAN =
      Field.optional(
          "smaller-than",
          ByteSize.type("10 MiB"),
          Selection::smallerThan,
          "Only objects of fewer bytes than this.");
  private static final Field<Selection, Instant> MODIFIED_AFTER =
      Field.optional(
          "modified-after",
          moments("2026-01-31"),
          Selection::modifiedAfter,
          "Only objects written after this; a date begins at midnight UTC.");
  private static final Field<Selection, Instant> MODIFIED_BEFORE =
      Field.optional(
          "modified-before",
          moments("2026-01-31T12:00:00Z"),
          Selection::modifiedBefore,
          "Only objects written before this; a date begins at midnight UTC.");

  public static final Form<Selection> FORM =
      Form.of(
          Selection.class,
          "select",
          "Which objects are meant: those that match any of include (or there is none), none of"
              + " exclude, and each bound that is given. All others count as filtered.",
          List.of(INCLUDE, EXCLUDE, LARGER_THAN, SMALLER_THAN, MODIFIED_AFTER, MODIFIED_BEFORE),
          values ->
              new Selection(
                  Optional.ofNullable(values.getOrNull(INCLUDE)).orElse(List.of()),
                  Optional.ofNullable(values.getOrNull(EXCLUDE)).orElse(List.of()),
                  values.getOrNull(LARGER_THAN),
                  values.getOrNull(SMALLER_THAN),
                  values.getOrNull(MODIFIED_AFTER),
                  values.getOrNull(MODIFIED_BEFORE)));

  public Selection {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    if (largerThan != null
        && smallerThan != null
        && smallerThan.bytes() - 1 <= largerThan.bytes()) {
      throw new InvalidField(
          "smaller-than",
          "%s: no size is larger than %s and smaller than this; write a larger one"
              .formatted(smallerThan, largerThan));
    }
    if (modifiedAfter != null && modifiedBefore != null && !modifiedBefore.isAfter(modifiedAfter)) {
      throw new InvalidField(
          "modified-before",
          "%s: is not later than modified-after %s; write a later time"
              .formatted(modifiedBefore, modifiedAfter));
    }
  }

  /**
   * Whether an object is meant.
   *
   * @param name what follows the source's prefix
   */
  public boolean holds(String name, long size, Instant modified) {
    return (modifiedAfter == null || modified.isAfter(modifiedAfter))
        && (modifiedBefore == null || modified.isBefore(modifiedBefore))
        && mayHold(name, size);
  }

  /** The same, as far as it can be told of an object of which nobody knows when it was written. */
  public boolean mayHold(String name, long size) {
    return (largerThan == null || size > largerThan.bytes())
        && (smallerThan == null || size < smallerThan.bytes())
        && (include.isEmpty() || any(include, name))
        && !any(exclude, name);
  }

  private static boolean any(List<KeyPattern> patterns, String name) {
    for (KeyPattern pattern : patterns) {
      if (pattern.matches(name)) return true;
    }
    return false;
  }

  private static Function<Selection, @Nullable List<KeyPattern>> patterns(
      Function<Selection, List<KeyPattern>> get) {
    return selection -> {
      List<KeyPattern> patterns = get.apply(selection);
      return patterns.isEmpty() ? null : patterns;
    };
  }

  /**
   * @param sample one that makes sense beside those of the other fields
   */
  private static Type.Many<KeyPattern> patterns(String sample) {
    Type.Text<KeyPattern> pattern =
        new Type.Text<>(
            "a pattern such as logs/** or re:[0-9]+/.*",
            sample,
            Optional.empty(),
            KeyPattern::parse,
            KeyPattern::toString,
            false);
    return new Type.Many<>(pattern, MOST_PATTERNS);
  }

  private static Type.Text<Instant> moments(String sample) {
    return new Type.Text<>(
        "a date or time such as 2026-01-31 or 2026-01-31T12:00:00Z",
        sample,
        Optional.empty(),
        Selection::moment,
        Instant::toString,
        false);
  }

  private static Instant moment(String text) {
    try {
      return text.length() == "2026-01-31".length()
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'%s' is not a time; write 2026-01-31, or 2026-01-31T12:00:00Z with its offset"
              .formatted(text),
          e);
    }
  }
}
