package io.longhaul.s3.calls;

import io.longhaul.access.CredentialsRefused;
import io.longhaul.access.PermissionMissing;
import io.longhaul.aws.AwsAccess;
import io.longhaul.aws.AwsCallFailed;
import io.longhaul.aws.AwsFailure;
import io.longhaul.aws.AwsFailures;
import io.longhaul.aws.Denial;
import io.longhaul.s3.StoreException;
import io.longhaul.text.Shown;
import io.longhaul.unit.FailureClass;
import java.util.Set;

/** Says what failed in the words of the port: the call, the bucket, the key, and what was said. */
final class Failures {
  /** Calls that may stand on a condition; of others a server knows nothing at all. */
  private static final Set<String> CONDITIONAL =
      Set.of(
          "CopyObject to",
          "PutObject",
          "GetObject",
          "DeleteObject",
          "DeleteObjects",
          "UploadPartCopy to",
          "CompleteMultipartUpload");

  private Failures() {}

  /**
   * What to throw. A denial is the object's or the unit's matter: other keys, and other runs'
   * buckets, may well be granted.
   */
  static RuntimeException of(String call, String bucket, String key, AwsCallFailed failed) {
    return of(call, bucket, key, failed, "");
  }

  /**
   * @param remedy what to do, where logging in is not the answer; empty: nothing is known to help
   */
  static RuntimeException of(
      String call, String bucket, String key, AwsCallFailed failed, String remedy) {
    String said = failed.call().code() + ": " + failed.call().said();
    String what = "%s s3://%s/%s: %s".formatted(call, bucket, Shown.line(key), said);
    if (failed.what() == AwsFailure.CREDENTIALS || failed.what() == AwsFailure.CLOCK) {
      return new CredentialsRefused(what, AwsFailures.remedy(failed), failed);
    }
    if (failed.what() == AwsFailure.SIDE_CREDENTIALS) {
      return new StoreException(
          failed.what().failure(),
          failed.call().code(),
          "%s (%s)".formatted(what, AwsFailures.remedy(failed)),
          failed);
    }
    if (failed.what() == AwsFailure.NOT_IMPLEMENTED && CONDITIONAL.contains(call)) {
      return new StoreException(
          failed.what().failure(),
          StoreException.CONDITION_UNKNOWN,
          what + " (the server does not know a condition that this request stands on)",
          failed);
    }
    if (failed.what() == AwsFailure.DENIED) {
      Denial denial = denial(call, bucket, key, failed);
      what = PermissionMissing.line(denial.action(), denial.resource(), denial.who());
    }
    return new StoreException(
        failed.what().failure(),
        failed.call().code(),
        remedy.isEmpty() ? what : "%s (%s)".formatted(what, remedy),
        failed);
  }

  /** As {@link #of}, where a denial is an answer to a question about the bucket itself. */
  static RuntimeException ofBucket(String call, String bucket, AwsCallFailed failed) {
    if (failed.what() != AwsFailure.DENIED) return of(call, bucket, "", failed);
    Denial denial = denial(call, bucket, "", failed);
    return new PermissionMissing(denial.action(), denial.resource(), denial.who(), failed);
  }

  /** A body that was not as long as it was said to be. */
  static StoreException changedUnderway(String call, String bucket, AwsCallFailed failed) {
    return new StoreException(
        FailureClass.SOURCE_CHANGED,
        "BodyLength",
        "%s s3://%s: %s".formatted(call, bucket, failed.call().said()),
        failed);
  }

  /** HEAD has no body, and many servers' messages name nothing: then it is what the call needs. */
  private static Denial denial(String call, String bucket, String key, AwsCallFailed failed) {
    String needed =
        switch (call) {
          case "HeadBucket", "ListObjectsV2" -> "ListBucket";
          case "HeadObject" -> "GetObject";
          case "CopyObject to", "UploadPartCopy to" -> "PutObject, or s3:GetObject on its source,";
          case "CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload" -> "PutObject";
          case "DeleteObjects" -> "DeleteObject";
          case "ListObjectVersions" -> "ListBucketVersions";
          case "ListParts" -> "ListMultipartUploadParts";
          case "ListMultipartUploads" -> "ListBucketMultipartUploads";
          default -> call;
        };
    String resource =
        "s3://" + bucket + (needed.startsWith("ListBucket") ? "" : "/" + Shown.line(key));
    return new AwsAccess("s3", resource, "").denial(needed, failed.call());
  }
}
