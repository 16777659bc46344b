package io.longhaul.s3;

/** A bucket that is there; {@code region} as the store names it. */
public record BucketInfo(String name, String region) {}
