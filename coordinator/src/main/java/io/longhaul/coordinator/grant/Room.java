package io.longhaul.coordinator.grant;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.grant.policy.PolicyDocument;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a role's other policies leave for one more: IAM counts all that are a role's own together,
 * and no white space (its quotas, "inline policies").
 *
 * @param others the characters of each, by its name
 */
record Room(Map<String, Integer> others) {
  private static final int NAMED = 3;

  Room {
    others = Map.copyOf(others);
  }

  static Room of(PolicyPlace.OfRole place) throws InterruptedException {
    Map<String, Integer> others = new TreeMap<>();
    for (String name : place.policies().names(place.role())) {
      if (name.equals(place.policy())) continue;
      Optional<String> text = place.policies().read(place.role(), name);
      text.ifPresent(there -> others.put(name, size(there)));
    }
    return new Room(others);
  }

  private static int size(String text) {
    try {
      return PolicyDocument.parse(text).size();
    } catch (IllegalArgumentException e) {
      return text.length(); // it is somebody else's, and stays as it is
    }
  }

  /**
   * Sees that it fits.
   *
   * @throws CommandFailed if it does not
   */
  void check(PolicyPlace.OfRole place, PolicyDocument after) {
    int beside = others.values().stream().mapToInt(Integer::intValue).sum();
    int size = after.size();
    if (beside + size <= place.most()) return;
    throw CommandFailed.failed(
        "%s would be %,d characters long beside %,d of the role's others, and IAM takes at most %,d in all: %s"
            .formatted(place.name(), size, beside, place.most(), remedy()));
  }

  private String remedy() {
    String runs =
        others.entrySet().stream()
            .filter(each -> each.getKey().startsWith(PolicyPlace.OfRole.PREFIX))
            .sorted(
                Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(NAMED)
            .map(each ->
                "'longhaul infra revoke %s' frees %,d"
                    .formatted(
                        each.getKey().substring(PolicyPlace.OfRole.PREFIX.length()),
                        each.getValue()))
            .collect(Collectors.joining(", "));
    return runs.isEmpty() ? "take something out of them first" : runs;
  }
}
