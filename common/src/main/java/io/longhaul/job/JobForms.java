package io.longhaul.job;

import io.longhaul.job.form.Choice;
import io.longhaul.job.form.Field;
import io.longhaul.job.form.Form;
import io.longhaul.job.form.Type;
import java.util.List;

/** The form of every kind of job; a new kind adds its line here. */
public final class JobForms {
  private static final Field<Job, UnitBudget> UNIT =
      Field.defaulted(
          "unit",
          new Type.Group<>(UnitBudget.FORM),
          UnitBudget.DEFAULT,
          Job::unit,
          UnitBudget.FORM.says());

  private static final Field<Job, JobCaps> CAPS =
      Field.optional("caps", new Type.Group<>(JobCaps.FORM), Job::caps, JobCaps.FORM.says());

  public static final Choice<Job> ALL =
      new Choice<>(
          "kind",
          "What the job does.",
          List.of(of(S3CopyJob.FORM), of(S3VerifyJob.FORM), of(CommandJob.FORM), of(NoopJob.FORM)));

  /** A job of each kind to begin with; the first works on the embedded cloud as it is. */
  public static final List<Job> EXAMPLES =
      List.of(
          new Job(S3CopyJob.EXAMPLE, UnitBudget.DEFAULT),
          new Job(S3VerifyJob.EXAMPLE, UnitBudget.DEFAULT),
          new Job(CommandJob.EXAMPLE, UnitBudget.DEFAULT),
          new Job(NoopJob.EXAMPLE, UnitBudget.DEFAULT));

  private JobForms() {}

  /** A job's form: its kind's own fields, then those that every job has. */
  @SuppressWarnings("unchecked") // `is` has seen the kind, and a kind's options are of one type
  private static <O extends KindOptions> Form<Job> of(Form<O> options) {
    return options.within(
        job -> options.is().test(((Job) job).options()),
        job -> (O) job.options(),
        List.of(UNIT, CAPS),
        values -> new Job(options.make().apply(values), values.get(UNIT), values.getOrNull(CAPS)));
  }
}
