package io.longhaul.s3;

import org.jspecify.annotations.Nullable;

/**
 * Where a listing of versions goes on: behind this version of this key.
 *
 * @param version null: behind all of the key's
 */
public record VersionMarker(String key, @Nullable String version) {}
