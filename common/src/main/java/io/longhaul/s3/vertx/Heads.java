package io.longhaul.s3.vertx;

import io.longhaul.aws.FailedAnswer;
import io.longhaul.s3.ChecksumForm;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.StorageClass;
import io.longhaul.s3.Written;
import io.longhaul.s3.calls.Etags;
import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What S3 says of an object in the head of an answer. */
final class Heads {
  private static final String META = "x-amz-meta-";
  private static final int OK = 200;

  private Heads() {}

  static ListedObject listed(String key, MultiMap head) {
    return new ListedObject(
        key,
        length(head),
        etag(head),
        modified(head),
        storageClass(head),
        ChecksumForm.of(TraitsRead.checksum(head)));
  }

  /** In bytes. */
  static long length(MultiMap head) {
    String said = head.get("content-length");
    try {
      long length = said == null ? -1 : Long.parseLong(said);
      if (length >= 0) return length;
    } catch (NumberFormatException e) {
      throw unreadable("a length of " + said);
    }
    throw unreadable(said == null ? "no length" : "a length of " + said);
  }

  /** Without quotes; empty if there is none. */
  static String etag(MultiMap head) {
    return Etags.bare(head.get("etag"));
  }

  /** Of what has been written. */
  static Written.Stored written(MultiMap head) {
    String etag = etag(head);
    if (etag.isEmpty()) throw unreadable("no ETag");
    return new Written.Stored(etag, ChecksumForm.of(TraitsRead.checksum(head)));
  }

  private static Instant modified(MultiMap head) {
    String said = head.get("last-modified");
    if (said == null) throw unreadable("no time");
    try {
      return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(said));
    } catch (DateTimeException e) {
      throw unreadable("a time of " + said);
    }
  }

  static String storageClass(MultiMap head) {
    return StorageClass.of(head.get("x-amz-storage-class"));
  }

  /** The header of a user's own metadata. */
  static String meta(String name) {
    return META + name.toLowerCase(Locale.ROOT);
  }

  /** The user's own, without {@code x-amz-meta-}. */
  static Map<String, String> metadata(MultiMap head) {
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, String> header : head) {
      String name = header.getKey();
      if (name.regionMatches(true, 0, META, 0, META.length())) {
        metadata.merge(name.substring(META.length()), header.getValue(), (a, b) -> a + "," + b);
      }
    }
    return metadata;
  }

  private static FailedAnswer unreadable(String why) {
    return FailedAnswer.unreadable("IncompleteAnswer", OK, "the answer says " + why);
  }
}
