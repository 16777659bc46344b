package io.longhaul.job;

import org.jspecify.annotations.Nullable;

/**
 * A job: what kind of work, from where, to where, how large its units are, and how fast it may go.
 *
 * @param options of its kind; a switch on their type reaches them
 * @param caps null: there are none
 */
public record Job(KindOptions options, UnitBudget unit, @Nullable JobCaps caps) {
  public Job(KindOptions options, UnitBudget unit) {
    this(options, unit, null);
  }

  public String kind() {
    return options.kind();
  }
}
