package io.longhaul.s3;

import java.util.ArrayList;
import java.util.List;

/**
 * Which conditions an engine enforces; what it does not enforce, it silently ignores or refuses.
 */
public record Conditions(
    boolean copySourceMatch,
    boolean copyAbsent,
    boolean copyMatch,
    boolean putAbsent,
    boolean putMatch,
    boolean deleteMatch) {
  /** What AWS does, and what the product's promises stand on. */
  public static final Conditions ALL = new Conditions(true, true, true, true, true, true);

  public boolean all() {
    return equals(ALL);
  }

  /** The conditions that are not enforced, as {@code submit} and {@code report} print them. */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (!copySourceMatch) missing.add("CopyObject x-amz-copy-source-if-match");
    if (!copyAbsent) missing.add("CopyObject If-None-Match");
    if (!copyMatch) missing.add("CopyObject If-Match");
    if (!putAbsent) missing.add("PutObject If-None-Match");
    if (!putMatch) missing.add("PutObject If-Match");
    if (!deleteMatch) missing.add("DeleteObject If-Match");
    return List.copyOf(missing);
  }
}
