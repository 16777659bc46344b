package io.longhaul.partition.census;

/**
 * About how many objects there are between two keys.
 *
 * @param from nothing of it lies below
 * @param until nothing of it lies above
 */
public record Slice(String from, String until, double objects) {}
