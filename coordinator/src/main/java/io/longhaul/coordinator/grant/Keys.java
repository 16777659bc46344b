package io.longhaul.coordinator.grant;

import io.longhaul.access.KmsKeys;
import io.longhaul.job.SecretReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The KMS keys that work needs and that no job names.
 *
 * @param buckets those that buckets encrypt by
 * @param secrets those that parameters and secrets are encrypted by which the job refers to
 */
public record Keys(KmsKeys buckets, Map<SecretReference, List<String>> secrets) {
  public static final Keys NONE = new Keys(KmsKeys.NONE, Map.of());

  public Keys {
    secrets = new HashMap<>(secrets);
    secrets.replaceAll((lies, keys) -> List.copyOf(keys));
    secrets = Map.copyOf(secrets);
  }
}
