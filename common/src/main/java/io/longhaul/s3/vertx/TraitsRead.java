package io.longhaul.s3.vertx;

import io.longhaul.aws.FailedAnswer;
import io.longhaul.s3.Checksum;
import io.longhaul.s3.ContentHeaders;
import io.longhaul.s3.Described;
import io.longhaul.s3.Encryption;
import io.longhaul.s3.Lock;
import io.longhaul.s3.Traits;
import io.longhaul.s3.calls.CustomerKeyHeaders;
import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the head of an answer says of an object beside its bytes. */
final class TraitsRead {
  private static final int OK = 200;

  private TraitsRead() {}

  static Described described(String key, MultiMap head) {
    return new Described(
        Heads.listed(key, head), traits(head), tags(head), unspoken(head), checksum(head));
  }

  static Traits traits(MultiMap head) {
    return new Traits(
        content(head),
        Heads.metadata(head),
        head.get("x-amz-website-redirect-location"),
        Heads.storageClass(head),
        Map.of(),
        encryption(head),
        lock(head));
  }

  private static ContentHeaders content(MultiMap head) {
    return new ContentHeaders(
        head.get("content-type"),
        head.get("cache-control"),
        head.get("content-disposition"),
        head.get("content-encoding"),
        head.get("content-language"),
        head.get("expires"));
  }

  private static @Nullable Encryption encryption(MultiMap head) {
    if (head.contains(CustomerKeyHeaders.ALGORITHM)) return Encryption.CUSTOMERS;
    String algorithm = head.get("x-amz-server-side-encryption");
    if (algorithm == null || algorithm.isEmpty()) return null;
    boolean kms = algorithm.startsWith("aws:kms");
    String key = kms ? head.get("x-amz-server-side-encryption-aws-kms-key-id") : null;
    return new Encryption(algorithm, key);
  }

  private static Lock lock(MultiMap head) {
    String mode = head.get("x-amz-object-lock-mode");
    String until = head.get("x-amz-object-lock-retain-until-date");
    boolean hold = "ON".equals(head.get("x-amz-object-lock-legal-hold"));
    if (mode == null || until == null) return hold ? new Lock(null, null, true) : Lock.NONE;
    try {
      return new Lock(mode, Instant.parse(until), hold);
    } catch (DateTimeException e) {
      throw FailedAnswer.unreadable(
          "IncompleteAnswer", OK, "the answer says a lock until " + until);
    }
  }

  static int tags(MultiMap head) {
    return count(head, "x-amz-tagging-count");
  }

  /** Metadata that S3 keeps and cannot say in a header. */
  static int unspoken(MultiMap head) {
    return count(head, "x-amz-missing-meta");
  }

  private static int count(MultiMap head, String name) {
    String said = head.get(name);
    if (said == null) return 0;
    try {
      return Integer.parseInt(said);
    } catch (NumberFormatException e) {
      throw FailedAnswer.unreadable(
          "IncompleteAnswer", OK, "the answer says %s: %s".formatted(name, said));
    }
  }

  static @Nullable Checksum checksum(MultiMap head) {
    for (Algorithm algorithm : Algorithm.values()) {
      String value = head.get(algorithm.header());
      if (value != null) return checksum(algorithm, value, head.get("x-amz-checksum-type"));
    }
    return null;
  }

  /** What a small answer says of an object that has been written. */
  static @Nullable Checksum checksum(Document said) {
    for (Algorithm algorithm : Algorithm.values()) {
      String value = said.text(algorithm.element());
      if (!value.isEmpty()) return checksum(algorithm, value, said.text("ChecksumType"));
    }
    return null;
  }

  private static Checksum checksum(Algorithm algorithm, String value, @Nullable String type) {
    boolean whole = !"COMPOSITE".equals(type);
    return new Checksum(algorithm.name(), value, whole && value.indexOf('-') < 0);
  }
}
