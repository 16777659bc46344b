package io.longhaul.access;

import java.util.List;

/**
 * The KMS keys that buckets encrypt by, which no job names: what is read needs its own, and what is
 * written that of its bucket.
 *
 * @param source ARNs of the keys of what is read
 * @param target ARNs of the keys of what is written, or was before
 */
public record KmsKeys(List<String> source, List<String> target) {
  public static final KmsKeys NONE = new KmsKeys(List.of(), List.of());

  public KmsKeys {
    source = List.copyOf(source);
    target = List.copyOf(target);
  }
}
