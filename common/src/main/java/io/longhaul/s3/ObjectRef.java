package io.longhaul.s3;

import org.jspecify.annotations.Nullable;

/**
 * An object, by name.
 *
 * @param version null: the one that the key shows now
 */
public record ObjectRef(String bucket, String key, @Nullable String version) {
  public static ObjectRef of(String bucket, String key) {
    return new ObjectRef(bucket, key, null);
  }
}
