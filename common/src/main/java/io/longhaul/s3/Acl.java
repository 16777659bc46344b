package io.longhaul.s3;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what with an object.
 *
 * @param owner the id of the account that it belongs to
 */
public record Acl(String owner, List<Grant> grants) {
  public Acl {
    grants = List.copyOf(grants);
  }

  /** Whether it says no more than what S3 makes of every object: all rights for its owner. */
  public boolean isUsual() {
    for (Grant grant : grants) {
      boolean owners = grant.grantee() instanceof Account account && account.id().equals(owner);
      if (!owners || !grant.permission().equals("FULL_CONTROL")) return false;
    }
    return true;
  }

  /** What one grantee may do, as S3 names it: {@code READ}, {@code FULL_CONTROL}. */
  public record Grant(Grantee grantee, String permission) {}

  /** Somebody to whom something is granted. */
  public sealed interface Grantee {}

  /** An account, by its canonical id. */
  public record Account(String id, @Nullable String displayName) implements Grantee {}

  /** One of S3's own groups, such as all users. */
  public record Group(String uri) implements Grantee {}

  /** An account, by its e-mail address. */
  public record Email(String address) implements Grantee {}
}
