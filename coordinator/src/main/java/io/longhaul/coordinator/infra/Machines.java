package io.longhaul.coordinator.infra;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which machines a fleet is made of; what is empty stays as it is, or is the template's default.
 *
 * @param types the preferred first, all of one architecture
 * @param max so many there may ever be
 * @param onDemandBase so many of them are on demand, all above are spot
 * @param image that is provisioned already; {@code stock}: none is
 */
public record Machines(
    List<String> types,
    Optional<Integer> max,
    Optional<Integer> onDemandBase,
    Optional<String> image) {
  public static final int MOST = 500;

  /** The template's own places for them. */
  static final int MOST_TYPES = 5;

  static final String STOCK = "stock";

  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9-]*\\.[a-z0-9-]+");

  /** A g behind the generation is Graviton's; a1 was the first. */
  private static final Pattern ARM = Pattern.compile("a1\\..*|[a-z]+\\d+g[a-z0-9-]*\\..*");

  private static final Pattern IMAGE = Pattern.compile("ami-[0-9a-f]{8,17}");

  public Machines {
    types = List.copyOf(types);
    if (types.size() > MOST_TYPES) {
      throw new IllegalArgumentException("--types: write at most " + MOST_TYPES);
    }
    for (String type : types) {
      if (!TYPE.matcher(type).matches()) {
        throw new IllegalArgumentException(
            "--types '%s': write instance types such as m5.4xlarge".formatted(type));
      }
      if (isArm(type) != isArm(types.getFirst())) {
        throw new IllegalArgumentException(
            "--types: %s and %s are of two architectures, and need two images; write types of one"
                .formatted(types.getFirst(), type));
      }
    }
    max.ifPresent(number -> check("--max", number));
    onDemandBase.ifPresent(number -> check("--on-demand-base", number));
    image.ifPresent(id -> {
      if (!id.equals(STOCK) && !IMAGE.matcher(id).matches()) {
        throw new IllegalArgumentException(
            "--image '%s': write an id such as ami-0123456789abcdef0, or stock".formatted(id));
      }
    });
  }

  private static void check(String flag, int number) {
    if (number < 0 || number > MOST) {
      throw new IllegalArgumentException("%s %d: write 0 to %d".formatted(flag, number, MOST));
    }
  }

  static boolean isArm(String type) {
    return ARM.matcher(type).matches();
  }
}
