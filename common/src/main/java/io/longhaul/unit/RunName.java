package io.longhaul.unit;

import java.util.regex.Pattern;

/** The name of a run: what a person types, and part of every key in the ledger. */
public record RunName(String value) implements Comparable<RunName> {
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  public RunName {
    if (!ALLOWED.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "run name '%s': use 1 to 63 of A-Z a-z 0-9 . _ - and begin with a letter or digit"
              .formatted(value));
    }
  }

  @Override
  public int compareTo(RunName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
