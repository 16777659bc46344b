package io.longhaul.coordinator.grant;

import io.longhaul.job.SecretReference;
import io.longhaul.job.StoreAccess;
import java.util.Optional;

/**
 * What policies are read and written by: of buckets as each side of a job is reached, of roles as
 * this machine.
 *
 * <p>What cannot be done is thrown as a line for a person: {@link io.longhaul.access.NoAccess}, or
 * {@link io.longhaul.coordinator.CommandFailed}.
 */
public interface GrantDesk extends AutoCloseable {
  /** Where the stack is, as the caller's own identity and region say. */
  Whereabouts stack() throws InterruptedException;

  /**
   * Who calls when a store is reached so, as a policy names a principal: of a role's session, the
   * role.
   */
  String caller(StoreAccess access) throws InterruptedException;

  BucketPolicies buckets(StoreAccess access);

  /** Of the stack's account. */
  RolePolicies roles();

  /**
   * The ARN, id or alias of the customer's own KMS key by which a parameter or secret of the
   * stack's region is encrypted; empty: by none that anybody needs a permission for.
   */
  Optional<String> key(SecretReference of) throws InterruptedException;

  @Override
  void close();
}
