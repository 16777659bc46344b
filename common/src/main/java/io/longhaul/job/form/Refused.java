package io.longhaul.job.form;

/** A text that does not say a valid job: the line, the field, what is wrong and what to do. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;

  /**
   * @param line counted from 1
   * @param field its path, such as {@code cut.depth}; empty: the text as a whole
   */
  public Refused(int line, String field, String problem) {
    super(field.isEmpty() ? problem : field + ": " + problem);
    this.line = line;
  }

  public int line() {
    return line;
  }
}
