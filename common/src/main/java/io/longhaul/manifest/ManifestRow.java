package io.longhaul.manifest;

/**
 * One row of a manifest.
 *
 * @param size in bytes as the row says; 0 if it does not
 * @param current false: a delete marker, or a version that is not the current one
 */
public record ManifestRow(String bucket, String key, long size, boolean current) {}
