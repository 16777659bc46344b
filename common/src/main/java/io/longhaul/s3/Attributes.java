package io.longhaul.s3;

import io.longhaul.time.Deadline;
import java.util.Map;
import java.util.Optional;

/**
 * What belongs to an object and is none of its bytes. S3 knows no conditions here: what is written
 * is written to whatever object is there, unless its version is named.
 */
public interface Attributes {
  /**
   * Whether a GET and a HEAD say how many tags there are, to whoever may read them. If not, it
   * means nothing that they say none.
   */
  default boolean tellsTags() {
    return false;
  }

  /** The object's tags, in the order in which the store names them; empty if there is no object. */
  Optional<Map<String, String>> tags(ObjectRef object, Deadline deadline)
      throws InterruptedException;

  /** Replaces all tags; {@link Written.Stored} with an empty ETag says so. */
  Written putTags(ObjectRef object, Map<String, String> tags, Deadline deadline)
      throws InterruptedException;

  /** The object's ACL; empty if there is no object. */
  Optional<Acl> acl(ObjectRef object, Deadline deadline) throws InterruptedException;

  /** Replaces the ACL; {@link Written.Stored} with an empty ETag says so. */
  Written putAcl(ObjectRef object, AclChange change, Deadline deadline) throws InterruptedException;
}
