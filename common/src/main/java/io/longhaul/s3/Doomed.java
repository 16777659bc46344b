package io.longhaul.s3;

import org.jspecify.annotations.Nullable;

/**
 * An object that is to be deleted.
 *
 * @param version null: what is there now, which leaves a delete marker in a versioned bucket
 * @param expect not {@link Expect.Absent}
 */
public record Doomed(String key, @Nullable String version, Expect expect) {
  public Doomed {
    if (expect instanceof Expect.Absent) {
      throw new IllegalArgumentException("delete: nothing to delete is nothing to expect");
    }
  }

  public static Doomed of(String key) {
    return new Doomed(key, null, new Expect.Anything());
  }
}
