package io.longhaul.s3.sdk;

import io.longhaul.aws.AwsCallFailed;
import io.longhaul.aws.AwsFailure;
import io.longhaul.s3.CredentialsRefused;
import io.longhaul.s3.StoreException;

/** Says what failed in the words of the port: the call, the bucket, the key, and what was said. */
final class Failures {
  private Failures() {}

  static RuntimeException of(String call, String bucket, String key, AwsCallFailed failed) {
    return of(call, bucket, key, failed, "");
  }

  /**
   * @param remedy what to do, where logging in is not the answer; empty: nothing is known to help
   */
  static RuntimeException of(
      String call, String bucket, String key, AwsCallFailed failed, String remedy) {
    String said = failed.call().code() + ": " + failed.call().said();
    String what = "%s s3://%s/%s: %s".formatted(call, bucket, shown(key), said);
    if (failed.what() == AwsFailure.CREDENTIALS || failed.what() == AwsFailure.CLOCK) {
      return new CredentialsRefused(
          what + " (log in again: aws sso login, or aws configure; and check the clock)", failed);
    }
    if (failed.what() == AwsFailure.NOT_IMPLEMENTED) {
      return new StoreException(
          failed.what().failure(),
          StoreException.CONDITION_UNKNOWN,
          what + " (the server does not know a condition that this request stands on)",
          failed);
    }
    return new StoreException(
        failed.what().failure(),
        failed.call().code(),
        remedy.isEmpty() ? what : "%s (%s)".formatted(what, remedy),
        failed);
  }

  /** A key as one line: control characters and half surrogates shown as what they are. */
  private static String shown(String key) {
    StringBuilder shown = new StringBuilder(key.length());
    key.codePoints()
        .forEach(c -> {
          boolean plain = !Character.isISOControl(c) && Character.isDefined(c);
          if (plain && Character.getType(c) != Character.SURROGATE) shown.appendCodePoint(c);
          else shown.append("\\u{%x}".formatted(c));
        });
    return shown.toString();
  }
}
