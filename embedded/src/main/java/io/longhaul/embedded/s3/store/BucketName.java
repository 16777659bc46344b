package io.longhaul.embedded.s3.store;

import io.longhaul.embedded.s3.protocol.S3Failure;
import java.util.regex.Pattern;

/** S3's rule for bucket names, which also keeps them from being paths. */
final class BucketName {
  private static final Pattern RULE = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  private BucketName() {}

  static boolean isValid(String name) {
    return RULE.matcher(name).matches() && !name.contains("..");
  }

  static void check(String name) {
    if (!isValid(name)) {
      throw new S3Failure(400, "InvalidBucketName", "The specified bucket is not valid.");
    }
  }
}
