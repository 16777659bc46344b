package io.longhaul.job;

import io.longhaul.job.form.InvalidField;
import org.jspecify.annotations.Nullable;

/**
 * As whom a side is reached: a profile, or the access key that references lead to, else whoever the
 * machine is; and the role that these assume, if one is named.
 *
 * @param keys null: a profile's, or those that the machine has anyway
 */
public record Identity(
    @Nullable String profile, @Nullable KeyReferences keys, @Nullable Role role) {
  /** References to an access key; never the key itself. */
  public record KeyReferences(
      SecretReference accessKeyId,
      SecretReference secretAccessKey,
      @Nullable SecretReference sessionToken) {}

  /**
   * A role to assume.
   *
   * @param externalId what whoever lends the role wants to be told; null: nothing
   */
  public record Role(String arn, @Nullable String externalId) {}

  public Identity {
    if (profile != null && keys != null) {
      throw new InvalidField("profile", "stands beside an access key; keep one of the two");
    }
    if (profile == null && keys == null && role == null) {
      throw new InvalidField("profile", "is missing; write it, an access key or a role");
    }
  }

  /** As a person knows it: names, and where secrets lie. */
  @Override
  public String toString() {
    String base =
        profile != null
            ? "profile " + profile
            : keys != null ? "the key of " + keys.accessKeyId() : "";
    if (role == null) return base;
    return "role " + role.arn() + (base.isEmpty() ? "" : " by " + base);
  }
}
