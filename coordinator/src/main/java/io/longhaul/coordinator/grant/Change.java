package io.longhaul.coordinator.grant;

import io.longhaul.coordinator.grant.policy.PolicyDocument;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of one policy.
 *
 * @param before empty: there is none
 * @param after empty: there is to be none
 * @param taken the statements that go, as JSON
 * @param added the statements that come
 */
public record Change(
    PolicyPlace place,
    Optional<PolicyDocument> before,
    Optional<PolicyDocument> after,
    List<String> taken,
    List<String> added) {
  public Change {
    taken = List.copyOf(taken);
    added = List.copyOf(added);
  }

  public String name() {
    return place.name();
  }

  /** Whether there is nothing to be done. */
  public boolean isNone() {
    return taken.equals(added);
  }

  /** One line for a person. */
  public String sentence() {
    if (isNone()) return name() + ": as it is to be";
    if (after.isEmpty()) return name() + ": deleted, for nothing else is in it";
    String statements = added.isEmpty() ? "%d statements taken out" : "%d statements put in";
    return (name() + ": " + statements + ", %,d of at most %,d bytes")
        .formatted(added.isEmpty() ? taken.size() : added.size(), after.get().size(), place.most());
  }
}
