package io.longhaul.coordinator.grant;

import io.longhaul.access.Need;
import java.util.List;
import java.util.Optional;

/**
 * One who works on a job, and all that it needs.
 *
 * @param arn as a policy names a principal; never an account as a whole
 * @param needs with the places filled in that are not known to a kind
 * @param lent if it is a role that a side assumes: whom its own account must trust
 */
public record Party(String arn, List<Need> needs, Optional<Lent> lent) {
  /**
   * To whom a role is lent.
   *
   * @param to the principal that assumes it
   * @param externalId what it says then, if anything
   */
  public record Lent(String to, Optional<String> externalId) {}

  public Party {
    needs = List.copyOf(needs);
    if (arn.endsWith(":root") || arn.equals("*")) {
      throw new IllegalArgumentException(arn + " stands for an account as a whole");
    }
  }

  /** What it needs of a bucket, by the bucket's own policy. */
  public List<Need> of(String bucket) {
    return needs.stream().filter(need -> bucket.equals(bucket(need))).toList();
  }

  /** The bucket that a need is of; empty: it is of none. */
  static String bucket(Need need) {
    if (!need.action().startsWith("s3:")) return "";
    String name = need.resource().substring(need.resource().lastIndexOf(":::") + 3);
    int slash = name.indexOf('/');
    return slash < 0 ? name : name.substring(0, slash);
  }
}
