package io.longhaul.job;

/**
 * A job: what kind of work, from where, to where, and how large its units are.
 *
 * @param options of its kind; a switch on their type reaches them
 */
public record Job(KindOptions options, UnitBudget unit) {
  public String kind() {
    return options.kind();
  }
}
