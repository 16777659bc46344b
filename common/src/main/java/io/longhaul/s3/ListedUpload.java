package io.longhaul.s3;

import java.time.Instant;

/** An upload that is open, and since when. */
public record ListedUpload(OpenUpload upload, Instant initiated) {}
