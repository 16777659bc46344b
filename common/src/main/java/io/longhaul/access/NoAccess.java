package io.longhaul.access;

import org.jspecify.annotations.Nullable;

/**
 * What asking again cannot mend: a person has to log in, to grant something, or to deploy it. Who
 * meets it stops asking.
 *
 * <p>The message is one line for that person: what, where, and what to do.
 */
public abstract sealed class NoAccess extends RuntimeException
    permits CredentialsRefused, NotDeployed, PermissionMissing {
  private static final long serialVersionUID = 1L;

  NoAccess(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
