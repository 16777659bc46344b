package io.longhaul.coordinator.infra;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a stack is, and who makes it.
 *
 * @param id twelve digits
 * @param caller the ARN of who calls, as STS says it
 */
public record Account(String id, String region, String caller) {
  private static final Pattern ID = Pattern.compile("\\d{12}");
  private static final Pattern SESSION =
      Pattern.compile("arn:(?<partition>[^:]+):sts::(?<id>\\d+):assumed-role/(?<role>[^/]+)/.*");

  public Account {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("account '%s' is not twelve digits".formatted(id));
    }
  }

  /**
   * The caller as policies know it by {@code aws:PrincipalArn}, as patterns.
   *
   * <p>The ARN of a role's session does not say the role's path, which the role's own does; SSO's
   * roles have one.
   */
  public List<String> callerPatterns() {
    Matcher session = SESSION.matcher(caller);
    if (!session.matches()) return List.of(caller);
    String roles =
        "arn:%s:iam::%s:role/".formatted(session.group("partition"), session.group("id"));
    return List.of(roles + session.group("role"), roles + "*/" + session.group("role"));
  }
}
