package io.longhaul.access;

import org.jspecify.annotations.Nullable;

/** A part of the stack is not there: no repetition makes one, a person has to. */
public final class NotDeployed extends NoAccess {
  private static final long serialVersionUID = 1L;

  /**
   * @param what such as {@code table longhaul-default}
   * @param where the region, and the server if it is not AWS
   */
  public NotDeployed(String what, String where, @Nullable Throwable cause) {
    super(
        ("%s does not exist in %s: 'longhaul infra deploy --minimal' makes it, if LONGHAUL_STACK,"
                + " AWS_PROFILE and AWS_REGION are as they should be")
            .formatted(what, where),
        cause);
  }
}
