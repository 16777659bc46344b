package io.longhaul.job;

import io.longhaul.job.form.Field;
import io.longhaul.job.form.Form;
import io.longhaul.job.form.Type;
import java.util.List;

/**
 * Units that do nothing, to measure what the units themselves cost.
 *
 * @param units that do nothing, in all (1 to 10,000,000)
 * @param objects that each of them counts as done (0 to 1,000,000)
 * @param fanout into how many a unit splits that still stands for several (2 to 90)
 */
public record NoopJob(int units, int objects, int fanout) implements KindOptions {
  public static final String KIND = "noop";

  private static final Type.Whole UNITS_BOUNDS = new Type.Whole(1, 10_000_000);
  private static final Type.Whole OBJECTS_BOUNDS = new Type.Whole(0, 1_000_000);
  private static final Type.Whole FANOUT_BOUNDS = new Type.Whole(2, 90);

  private static final Field<NoopJob, Integer> UNITS =
      Field.needed("units", UNITS_BOUNDS, NoopJob::units, "How many units.");
  private static final Field<NoopJob, Integer> OBJECTS =
      Field.defaulted(
          "objects", OBJECTS_BOUNDS, 0, NoopJob::objects, "Objects that each unit counts as done.");
  private static final Field<NoopJob, Integer> FANOUT =
      Field.defaulted(
          "fanout", FANOUT_BOUNDS, 90, NoopJob::fanout, "Into how many a unit splits at once.");

  public static final Form<NoopJob> FORM =
      Form.of(
          NoopJob.class,
          KIND,
          "Units that do nothing, to measure what the units themselves cost.",
          List.of(UNITS, OBJECTS, FANOUT),
          values -> new NoopJob(values.get(UNITS), values.get(OBJECTS), values.get(FANOUT)));

  public static final NoopJob EXAMPLE = new NoopJob(100_000, 0, 90);

  public NoopJob {
    UnitBudget.within("units", UNITS_BOUNDS, units);
    UnitBudget.within("objects", OBJECTS_BOUNDS, objects);
    UnitBudget.within("fanout", FANOUT_BOUNDS, fanout);
  }

  @Override
  public String kind() {
    return KIND;
  }
}
