package io.longhaul.unit;

import java.util.regex.Pattern;

/** The id of a session: one life of one worker process, never used again. */
public record WorkerId(String value) implements Comparable<WorkerId> {
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  public WorkerId {
    if (!ALLOWED.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "worker id '%s': use 1 to 64 of A-Z a-z 0-9 . _ -".formatted(value));
    }
  }

  /** What its process does: sessions are named after that, as in {@code worker-17-3f}. */
  public String role() {
    int dash = value.indexOf('-');
    return dash < 0 ? value : value.substring(0, dash);
  }

  @Override
  public int compareTo(WorkerId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
