package io.longhaul.job;

import java.util.function.Function;

/** A secret's value, which neither prints nor serialises; whoever needs it says so by using it. */
public final class Secret {
  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  public static Secret of(String value) {
    return new Secret(value);
  }

  /** Hands the value to the one call that needs it. */
  public <R> R use(Function<String, R> call) {
    return call.apply(value);
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
