package io.longhaul.job;

import io.longhaul.job.form.Field;
import io.longhaul.job.form.Form;
import io.longhaul.job.form.InvalidField;
import io.longhaul.job.form.Type;
import java.util.List;

/**
 * How much one unit does before the rest of it leaves as new units, and how often it is tried.
 *
 * @param objects about so many copies (1 to 1,000,000)
 * @param seconds about so long (1 to 3,600)
 * @param attempts tries before it is dead and needs a person (1 to 100)
 */
public record UnitBudget(int objects, int seconds, int attempts) {
  private static final Type.Whole OBJECTS_BOUNDS = new Type.Whole(1, 1_000_000);
  private static final Type.Whole SECONDS_BOUNDS = new Type.Whole(1, 3_600);
  private static final Type.Whole ATTEMPTS_BOUNDS = new Type.Whole(1, 100);

  /**
   * 1,000 copies or a minute: coordination then costs a thousandth of what S3 costs, and a lost
   * worker loses a minute's work.
   */
  public static final UnitBudget DEFAULT = new UnitBudget(1_000, 60, 5);

  private static final Field<UnitBudget, Integer> OBJECTS =
      Field.defaulted(
          "objects",
          OBJECTS_BOUNDS,
          DEFAULT.objects,
          UnitBudget::objects,
          "About so many copies a unit.");
  private static final Field<UnitBudget, Integer> SECONDS =
      Field.defaulted(
          "seconds", SECONDS_BOUNDS, DEFAULT.seconds, UnitBudget::seconds, "About so long a unit.");
  private static final Field<UnitBudget, Integer> ATTEMPTS =
      Field.defaulted(
          "attempts",
          ATTEMPTS_BOUNDS,
          DEFAULT.attempts,
          UnitBudget::attempts,
          "Tries of a unit before it is dead and waits for you.");

  public static final Form<UnitBudget> FORM =
      Form.of(
          UnitBudget.class,
          "unit",
          "The budget of one unit: what is over it leaves as new units for any worker.",
          List.of(OBJECTS, SECONDS, ATTEMPTS),
          values -> new UnitBudget(values.get(OBJECTS), values.get(SECONDS), values.get(ATTEMPTS)));

  public UnitBudget {
    within("objects", OBJECTS_BOUNDS, objects);
    within("seconds", SECONDS_BOUNDS, seconds);
    within("attempts", ATTEMPTS_BOUNDS, attempts);
  }

  static void within(String field, Type.Whole bounds, int value) {
    if (value < bounds.least() || value > bounds.most()) {
      throw new InvalidField(
          field,
          "%d: write a whole number from %d to %d".formatted(value, bounds.least(), bounds.most()));
    }
  }
}
