package io.longhaul.s3.sdk;

import io.longhaul.s3.AclChange;
import io.longhaul.s3.calls.GrantHeaders;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Says an ACL along with what is written. */
final class SdkGrants {
  private SdkGrants() {}

  static void say(@Nullable AclChange acl, PutObjectRequest.Builder to) {
    to.acl(named(acl))
        .grantFullControl(granted(acl, "full-control"))
        .grantRead(granted(acl, "read"))
        .grantReadACP(granted(acl, "read-acp"))
        .grantWriteACP(granted(acl, "write-acp"));
  }

  static void say(@Nullable AclChange acl, CreateMultipartUploadRequest.Builder to) {
    to.acl(named(acl))
        .grantFullControl(granted(acl, "full-control"))
        .grantRead(granted(acl, "read"))
        .grantReadACP(granted(acl, "read-acp"))
        .grantWriteACP(granted(acl, "write-acp"));
  }

  static void say(@Nullable AclChange acl, CopyObjectRequest.Builder to) {
    to.acl(named(acl))
        .grantFullControl(granted(acl, "full-control"))
        .grantRead(granted(acl, "read"))
        .grantReadACP(granted(acl, "read-acp"))
        .grantWriteACP(granted(acl, "write-acp"));
  }

  private static @Nullable String named(@Nullable AclChange acl) {
    return acl instanceof AclChange.Canned canned ? canned.name() : null;
  }

  private static @Nullable String granted(@Nullable AclChange acl, String what) {
    if (!(acl instanceof AclChange.Same same)) return null;
    Map<String, String> headers = GrantHeaders.of(same.acl());
    return headers.get("x-amz-grant-" + what);
  }
}
