package io.longhaul.job.form;

/** A value that a record does not take, with the name of the field that holds it. */
public final class InvalidField extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String problem;

  /**
   * @param field as a person writes it, dotted where it lies deeper: {@code cut.depth}
   * @param problem what is wrong and what to do, in one line; never a secret's value
   */
  public InvalidField(String field, String problem) {
    super(field + ": " + problem);
    this.field = field;
    this.problem = problem;
  }

  public String field() {
    return field;
  }

  public String problem() {
    return problem;
  }
}
