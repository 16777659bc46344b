package io.longhaul.bench.nulls3;

import java.util.Map;

/** Pages of ListObjectsV2. */
final class Listing {
  static final String ETAG = "\"fedcba9876543210fedcba9876543210\"";

  private static final String ENTRY =
      "<Contents><Key>%s</Key><LastModified>2026-10-01T00:00:00.000Z</LastModified>"
          + "<ETag>&quot;fedcba9876543210fedcba9876543210&quot;</ETag><Size>100</Size>"
          + "<StorageClass>STANDARD</StorageClass></Contents>";

  private Listing() {}

  /**
   * @param query prefix, start-after and continuation-token, which is the last key of the page
   *     before
   */
  static String page(String bucket, long count, Map<String, String> query, int most) {
    Keys keys = new Keys(count);
    String prefix = query.getOrDefault("prefix", "");
    String after = query.getOrDefault("continuation-token", query.getOrDefault("start-after", ""));
    long from = Math.max(keys.firstFrom(prefix, true), keys.firstFrom(after, false));
    StringBuilder contents = new StringBuilder();
    int found = 0;
    String last = "";
    long number = from;
    while (number < count && found < most && keys.key(number).startsWith(prefix)) {
      last = keys.key(number++);
      contents.append(ENTRY.formatted(last));
      found++;
    }
    boolean more = number < count && keys.key(number).startsWith(prefix);
    return "<ListBucketResult><Name>%s</Name><EncodingType>url</EncodingType>".formatted(bucket)
        + "<KeyCount>%d</KeyCount><IsTruncated>%s</IsTruncated>".formatted(found, more)
        + (more ? "<NextContinuationToken>%s</NextContinuationToken>".formatted(last) : "")
        + contents
        + "</ListBucketResult>";
  }
}
