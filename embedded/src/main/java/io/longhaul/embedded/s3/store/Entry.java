package io.longhaul.embedded.s3.store;

import java.time.Instant;
import java.util.Map;

/**
 * What the index knows of an object; it counts only while the file is the one that {@code stat}
 * names.
 *
 * @param etag without quotes: the MD5 of the content, or {@code md5-N} of a multipart upload
 * @param blob whether the content is a blob rather than a file at the key's own path
 * @param headers content headers, user metadata, storage class, tags and all else that is kept of
 *     what was said when it was written, by lower-case name
 * @param checksums stored checksums by lower-case header name
 */
public record Entry(
    Stat stat,
    String etag,
    boolean blob,
    Map<String, String> headers,
    Map<String, String> checksums) {
  public Entry {
    headers = Map.copyOf(headers);
    checksums = Map.copyOf(checksums);
  }

  public long size() {
    return stat.size();
  }

  /** In whole seconds, as S3 keeps it. */
  public Instant lastModified() {
    return Instant.ofEpochSecond(Math.floorDiv(stat.mtimeNanos(), 1_000_000_000L));
  }

  boolean describes(Stat file, boolean isBlob) {
    return blob == isBlob && stat.equals(file);
  }

  Entry saying(Map<String, String> otherHeaders) {
    return new Entry(stat, etag, blob, otherHeaders, checksums);
  }

  Entry movedTo(Stat file, boolean isBlob) {
    return new Entry(file, etag, isBlob, headers, checksums);
  }
}
