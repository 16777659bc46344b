package io.longhaul.s3;

import java.time.Instant;

/** A part as a listing shows it; {@code etag} without its quotes. */
public record ListedPart(int number, long size, String etag, Instant modified) {}
