package io.longhaul.s3.calls;

import io.longhaul.aws.AwsCallFailed;
import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.AwsFailure;
import io.longhaul.s3.Acl;
import io.longhaul.s3.AclChange;
import io.longhaul.s3.Attributes;
import io.longhaul.s3.KeyForm;
import io.longhaul.s3.ObjectRef;
import io.longhaul.s3.Written;
import io.longhaul.time.Deadline;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Which answer means what, of tags and ACLs. */
final class S3Attributes implements Attributes {
  private static final String NO_METHOD = "MethodNotAllowed";

  private final AttributeRequests s3;
  private final AwsCalls calls;

  S3Attributes(AttributeRequests s3, AwsCalls calls) {
    this.s3 = s3;
    this.calls = calls;
  }

  @Override
  public Optional<Map<String, String>> tags(ObjectRef object, Deadline deadline)
      throws InterruptedException {
    KeyForm.check(object.bucket(), object.key());
    try {
      return Optional.of(calls.quick(() -> s3.tags(object), deadline));
    } catch (AwsCallFailed failed) {
      return switch (failed.what()) {
        case NO_TAGS -> Optional.of(Map.of());
        default -> {
          if (isGone(object, failed)) yield Optional.empty();
          throw failed("GetObject", "Tagging", object, failed);
        }
      };
    }
  }

  @Override
  public Written putTags(ObjectRef object, Map<String, String> tags, Deadline deadline)
      throws InterruptedException {
    return write("Tagging", object, () -> s3.putTags(object, tags), deadline);
  }

  @Override
  public Optional<Acl> acl(ObjectRef object, Deadline deadline) throws InterruptedException {
    KeyForm.check(object.bucket(), object.key());
    try {
      return Optional.of(calls.quick(() -> s3.acl(object), deadline));
    } catch (AwsCallFailed failed) {
      if (isGone(object, failed)) return Optional.empty();
      throw failed("GetObject", "Acl", object, failed);
    }
  }

  @Override
  public Written putAcl(ObjectRef object, AclChange change, Deadline deadline)
      throws InterruptedException {
    return write("Acl", object, () -> s3.putAcl(object, change), deadline);
  }

  private Written write(
      String what, ObjectRef object, Supplier<CompletableFuture<Done>> ask, Deadline deadline)
      throws InterruptedException {
    KeyForm.check(object.bucket(), object.key());
    try {
      calls.quick(ask, deadline);
      return new Written.Stored("");
    } catch (AwsCallFailed failed) {
      if (isGone(object, failed)) return new Written.Missing();
      throw failed("PutObject", what, object, failed);
    }
  }

  /** A version that is a delete marker has neither tags nor an ACL, and says so by a 405. */
  private static boolean isGone(ObjectRef object, AwsCallFailed failed) {
    boolean isMarker = object.version() != null && failed.call().code().equals(NO_METHOD);
    return isMarker || failed.what() == AwsFailure.NO_OBJECT;
  }

  /** With a version the permission is another. */
  private static RuntimeException failed(
      String does, String what, ObjectRef object, AwsCallFailed failed) {
    String call = does + (object.version() == null ? "" : "Version") + what;
    return Failures.of(call, object.bucket(), object.key(), failed);
  }
}
