package io.longhaul.s3.calls;

import io.longhaul.s3.Acl;
import io.longhaul.s3.AclChange;
import io.longhaul.s3.ObjectRef;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One try of each request about what belongs to an object and is none of its bytes. */
public interface AttributeRequests {
  CompletableFuture<Map<String, String>> tags(ObjectRef object);

  CompletableFuture<Done> putTags(ObjectRef object, Map<String, String> tags);

  CompletableFuture<Acl> acl(ObjectRef object);

  CompletableFuture<Done> putAcl(ObjectRef object, AclChange change);
}
