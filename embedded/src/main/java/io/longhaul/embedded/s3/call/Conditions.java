package io.longhaul.embedded.s3.call;

import io.longhaul.embedded.s3.protocol.S3Failure;
import io.longhaul.embedded.s3.protocol.Timestamps;
import io.longhaul.embedded.s3.store.Entry;
import io.longhaul.embedded.s3.store.Precondition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The conditional headers of S3, for writes, deletes, copy sources and reads. */
final class Conditions {
  private Conditions() {}

  /** Of what a write replaces: {@code If-None-Match: *} and {@code If-Match}. */
  static Precondition ofWrite(Call call) {
    String noneMatch = call.header("if-none-match");
    String match = call.header("if-match");
    if (noneMatch != null && !noneMatch.strip().equals("*")) {
      throw S3Failure.notImplemented("If-None-Match other than *");
    }
    if (noneMatch == null && match == null) return Precondition.NONE;
    return current -> {
      if (noneMatch != null && current != null) throw S3Failure.preconditionFailed("If-None-Match");
      if (match == null) return;
      if (current == null) throw S3Failure.noSuchKey();
      if (!matches(match, current)) throw S3Failure.preconditionFailed("If-Match");
    };
  }

  /** What is not there fits any {@code If-Match} of a delete, as at AWS. */
  static Precondition ofDelete(@Nullable String match) {
    if (match == null) return Precondition.NONE;
    return current -> {
      if (current != null && !matches(match, current)) {
        throw S3Failure.preconditionFailed("If-Match");
      }
    };
  }

  /** A copy's source that does not fit is always 412. */
  static void checkSource(Call call, Entry source) {
    String prefix = "x-amz-copy-source-";
    String match = call.header(prefix + "if-match");
    String noneMatch = call.header(prefix + "if-none-match");
    if (match != null && !matches(match, source)) {
      throw S3Failure.preconditionFailed(prefix + "if-match");
    }
    if (noneMatch != null && matches(noneMatch, source)) {
      throw S3Failure.preconditionFailed(prefix + "if-none-match");
    }
    Instant since = date(call, prefix + "if-modified-since");
    if (since != null && !source.lastModified().isAfter(since)) {
      throw S3Failure.preconditionFailed(prefix + "if-modified-since");
    }
    Instant until = date(call, prefix + "if-unmodified-since");
    if (match == null && until != null && source.lastModified().isAfter(until)) {
      throw S3Failure.preconditionFailed(prefix + "if-unmodified-since");
    }
  }

  /** A tag decides before a date: RFC 9110, 13.2.2. */
  static void checkRead(Call call, Entry object) {
    String match = call.header("if-match");
    Instant until = date(call, "if-unmodified-since");
    if (match != null) {
      if (!matches(match, object)) throw S3Failure.preconditionFailed("If-Match");
    } else if (until != null && object.lastModified().isAfter(until)) {
      throw S3Failure.preconditionFailed("If-Unmodified-Since");
    }
    String noneMatch = call.header("if-none-match");
    Instant since = date(call, "if-modified-since");
    if (noneMatch != null) {
      if (matches(noneMatch, object)) throw S3Failure.notModified();
    } else if (since != null && !object.lastModified().isAfter(since)) {
      throw S3Failure.notModified();
    }
  }

  private static @Nullable Instant date(Call call, String header) {
    String text = call.header(header);
    return text == null ? null : Timestamps.parseHttp(text);
  }

  private static boolean matches(String tags, Entry object) {
    for (String tag : tags.split(",", -1)) {
      String bare = tag.strip().replace("\"", "");
      if (bare.equals("*") || bare.equals(object.etag())) return true;
    }
    return false;
  }
}
