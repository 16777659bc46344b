package io.longhaul.bench;

/** Why a benchmark cannot be run here: one line that says what, where and what to do. */
public final class Refusal extends RuntimeException {
  public static final int EXIT = 2;

  private static final long serialVersionUID = 1;

  public Refusal(String line) {
    super(line);
  }
}
