package io.longhaul.s3.calls;

import io.longhaul.s3.Acl;
import io.longhaul.s3.AclChange;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * How a request that writes an object says its ACL, so that there is no moment in which it has
 * another. Headers carry all that an object's ACL can say but who owns it: that is who writes.
 */
public final class GrantHeaders {
  private static final Map<String, String> NAMES =
      Map.of(
          "FULL_CONTROL", "x-amz-grant-full-control",
          "READ", "x-amz-grant-read",
          "READ_ACP", "x-amz-grant-read-acp",
          "WRITE_ACP", "x-amz-grant-write-acp");

  private GrantHeaders() {}

  static void say(AclChange acl, TraitHeaders.To to) {
    switch (acl) {
      case AclChange.Canned canned -> to.header("x-amz-acl", canned.name());
      case AclChange.Same same -> of(same.acl()).forEach(to::header);
    }
  }

  /** To whom each of these headers grants, in their order. */
  public static Map<String, String> of(Acl acl) {
    Map<String, StringJoiner> grantees = new TreeMap<>();
    for (Acl.Grant grant : acl.grants()) {
      String name = NAMES.get(grant.permission());
      if (name == null) continue; // nothing that anybody can do with an object
      grantees.computeIfAbsent(name, none -> new StringJoiner(", ")).add(grantee(grant.grantee()));
    }
    Map<String, String> headers = new TreeMap<>();
    grantees.forEach((name, all) -> headers.put(name, all.toString()));
    return headers;
  }

  private static String grantee(Acl.Grantee grantee) {
    return switch (grantee) {
      case Acl.Account account -> "id=\"" + account.id() + '"';
      case Acl.Group group -> "uri=\"" + group.uri() + '"';
      case Acl.Email email -> "emailAddress=\"" + email.address() + '"';
    };
  }
}
