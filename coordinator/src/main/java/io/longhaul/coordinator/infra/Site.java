package io.longhaul.coordinator.infra;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where machines are to be put; what is empty stays as it is, or is the account's default.
 *
 * @param endpoint whether a gateway endpoint for S3 is to be made where there is none
 */
public record Site(
    Optional<String> vpc, List<String> subnets, Optional<String> securityGroup, boolean endpoint) {
  private static final Pattern ID = Pattern.compile("(vpc|subnet|sg)-[0-9a-f]{8,17}");

  public Site {
    subnets = List.copyOf(subnets);
    vpc.ifPresent(id -> check("--vpc", "vpc", id));
    for (String id : subnets) check("--subnets", "subnet", id);
    securityGroup.ifPresent(id -> check("--security-group", "sg", id));
  }

  private static void check(String flag, String kind, String id) {
    if (!ID.matcher(id).matches() || !id.startsWith(kind + "-")) {
      throw new IllegalArgumentException(
          "%s '%s': write an id such as %s-0123456789abcdef0".formatted(flag, id, kind));
    }
  }
}
