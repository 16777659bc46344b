package io.longhaul.s3;

import org.jspecify.annotations.Nullable;

/** The names of storage classes, each held once in memory however often a listing says it. */
public final class StorageClass {
  /** What an object is in if nothing is said, and the one that a HEAD does not say. */
  public static final String STANDARD = "STANDARD";

  private StorageClass() {}

  /** The class of that name; STANDARD if there is none. */
  public static String of(@Nullable String said) {
    if (said == null) return STANDARD;
    return switch (said) {
      case "", STANDARD -> STANDARD;
      case "STANDARD_IA" -> "STANDARD_IA";
      case "ONEZONE_IA" -> "ONEZONE_IA";
      case "INTELLIGENT_TIERING" -> "INTELLIGENT_TIERING";
      case "GLACIER_IR" -> "GLACIER_IR";
      case "GLACIER" -> "GLACIER";
      case "DEEP_ARCHIVE" -> "DEEP_ARCHIVE";
      default -> said;
    };
  }
}
