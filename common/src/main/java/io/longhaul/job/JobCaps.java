package io.longhaul.job;

import io.longhaul.job.form.Field;
import io.longhaul.job.form.Form;
import io.longhaul.job.form.InvalidField;
import io.longhaul.job.form.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all workers together may ask for on behalf of a run.
 *
 * @param requests a second (1 to 1,000,000); null: no cap
 * @param megabytes a second that are read through workers, of a million bytes each (1 to
 *     1,000,000); null: no cap
 */
public record JobCaps(@Nullable Integer requests, @Nullable Integer megabytes) {
  private static final Type.Whole BOUNDS = new Type.Whole(1, 1_000_000);
  private static final String REQUESTS_NAME = "requests-per-second";
  private static final String MEGABYTES_NAME = "megabytes-per-second";
  private static final long MEGABYTE = 1_000_000;

  private static final Field<JobCaps, Integer> REQUESTS =
      Field.optional(
          REQUESTS_NAME, BOUNDS, JobCaps::requests, "Requests to the store, of all workers.");
  private static final Field<JobCaps, Integer> MEGABYTES =
      Field.optional(
          MEGABYTES_NAME, BOUNDS, JobCaps::megabytes, "Million bytes read through all workers.");

  public static final Form<JobCaps> FORM =
      Form.of(
          JobCaps.class,
          "caps",
          "What all workers together may ask for in a second. Without it as much as the store"
              + " takes.",
          List.of(REQUESTS, MEGABYTES),
          values -> new JobCaps(values.getOrNull(REQUESTS), values.getOrNull(MEGABYTES)));

  public JobCaps {
    if (requests == null && megabytes == null) {
      throw new InvalidField(
          REQUESTS_NAME,
          "is missing, and %s too; write one of them or leave 'caps' out"
              .formatted(MEGABYTES_NAME));
    }
    if (requests != null) UnitBudget.within(REQUESTS_NAME, BOUNDS, requests);
    if (megabytes != null) UnitBudget.within(MEGABYTES_NAME, BOUNDS, megabytes);
  }

  /** Requests a second; 0: no cap. */
  public long requestsASecond() {
    return requests == null ? 0 : requests;
  }

  /** Bytes a second; 0: no cap. */
  public long bytesASecond() {
    return megabytes == null ? 0 : megabytes * MEGABYTE;
  }
}
