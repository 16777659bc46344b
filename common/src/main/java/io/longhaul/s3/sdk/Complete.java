package io.longhaul.s3.sdk;

import io.longhaul.aws.FailedAnswer;
import io.longhaul.s3.calls.Etags;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkResponse;

/** Lets nothing pass for an answer that leaves out what the port promises: the SDK does. */
final class Complete {
  private static final int OK = 200;

  private Complete() {}

  static <T> T said(@Nullable T value, String what) {
    if (value == null) throw unreadable("no " + what);
    return value;
  }

  static String text(@Nullable String text, String what) {
    String said = said(text, what);
    if (said.isEmpty()) throw unreadable("no " + what);
    return said;
  }

  /**
   * Whether there is another page. What is not the whole answer must not pass for an empty page, or
   * for the last one.
   */
  static boolean more(@Nullable Boolean truncated, @Nullable Object marker) {
    if (truncated == null || (truncated && marker == null)) {
      throw FailedAnswer.unreadable("IncompleteListing", OK, "the answer is incomplete");
    }
    return truncated;
  }

  /** In bytes. */
  static long length(@Nullable Long length) {
    long said = said(length, "length");
    if (said < 0) throw unreadable("a length of " + said);
    return said;
  }

  /** Without quotes; of what has been written there is one always. */
  static String etag(@Nullable String etag) {
    String bare = Etags.bare(etag);
    if (bare.isEmpty()) throw unreadable("no ETag");
    return bare;
  }

  /** A part of an object, or a proxy's idea of it, is not the object. */
  static void whole(SdkResponse answer) {
    int status = answer.sdkHttpResponse().statusCode();
    if (status != OK) {
      throw FailedAnswer.unreadable("Http" + status, status, "the answer is not the whole object");
    }
  }

  /** What to throw where the SDK shows that something was left out. */
  static FailedAnswer incomplete(String why) {
    return unreadable(why);
  }

  private static FailedAnswer unreadable(String why) {
    return FailedAnswer.unreadable("IncompleteAnswer", OK, "the answer says " + why);
  }
}
