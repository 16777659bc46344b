package io.longhaul.embedded.s3.call;

import io.longhaul.embedded.s3.protocol.S3Failure;
import io.longhaul.embedded.s3.protocol.Timestamps;
import io.longhaul.embedded.s3.store.Entry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The headers that an object keeps, and those that describe it. */
final class ObjectHeaders {
  static final String USER = "x-amz-meta-";
  static final String STORAGE_CLASS = "x-amz-storage-class";
  private static final int MAX_USER_BYTES = 2_048;

  /** What a copy takes over from its source with the user's metadata. */
  private static final List<String> CONTENT =
      List.of(
          "content-type",
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          "expires");

  private static final List<String> ENCRYPTION =
      List.of(
          "x-amz-server-side-encryption",
          "x-amz-server-side-encryption-aws-kms-key-id",
          CustomerKey.ALGORITHM,
          CustomerKey.MD5);

  /** What every write must say of its own object: no copy takes it over. */
  private static final List<String> SAID =
      Stream.concat(
              ENCRYPTION.stream(),
              Stream.of(
                  STORAGE_CLASS,
                  "x-amz-website-redirect-location",
                  "x-amz-object-lock-mode",
                  "x-amz-object-lock-retain-until-date",
                  "x-amz-object-lock-legal-hold"))
          .toList();

  private static final List<String> LACKING =
      List.of("x-amz-server-side-encryption-context", "x-amz-grant-");

  private ObjectHeaders() {}

  /** Refuses headers that ask for what is not kept: losing them silently would be worse. */
  static Map<String, String> of(Call call) {
    var kept = new LinkedHashMap<String, String>();
    if (CustomerKey.of(call) != null && call.header("x-amz-server-side-encryption") != null) {
      throw S3Failure.invalidArgument(
          "Server Side Encryption with Customer provided key is incompatible with the encryption"
              + " method specified");
    }
    int user = 0;
    for (String name : call.headerNames()) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (LACKING.stream().anyMatch(lower::startsWith)) throw S3Failure.notImplemented(lower);
      boolean isUser = lower.startsWith(USER);
      boolean isTags = lower.equals(TagSet.HEADER);
      if (!isUser && !isTags && !CONTENT.contains(lower) && !SAID.contains(lower)) continue;
      String value = String.join(",", call.headers(name));
      if (lower.equals("content-encoding")) value = withoutAwsChunked(value);
      if (isTags) value = TagSet.of(value).header();
      if (!value.isEmpty() || isUser) kept.put(lower, value);
      if (isUser) user += lower.length() - USER.length() + latin1(value);
    }
    String acl = call.header("x-amz-acl");
    if (acl != null && !acl.equals("private")) throw S3Failure.notImplemented("x-amz-acl " + acl);
    if (user > MAX_USER_BYTES) {
      throw new S3Failure(
          400,
          "MetadataTooLarge",
          "Your metadata headers exceed the maximum allowed metadata size");
    }
    return kept;
  }

  /**
   * Those of a copy.
   *
   * @param given with the request
   */
  static Map<String, String> ofCopy(Call call, Entry source, Map<String, String> given) {
    boolean replaces = replaces(call, "x-amz-metadata-directive");
    var headers = new LinkedHashMap<String, String>();
    for (var each : (replaces ? given : source.headers()).entrySet()) {
      boolean taken = each.getKey().startsWith(USER) || CONTENT.contains(each.getKey());
      if (taken) headers.put(each.getKey(), each.getValue());
    }
    for (String name : SAID) if (given.containsKey(name)) headers.put(name, given.get(name));
    boolean retags = replaces(call, "x-amz-tagging-directive");
    String tags = (retags ? given : source.headers()).get(TagSet.HEADER);
    if (tags != null) headers.put(TagSet.HEADER, tags);
    return headers;
  }

  private static boolean replaces(Call call, String name) {
    String directive = call.header(name);
    if (directive == null || directive.equals("COPY")) return false;
    if (directive.equals("REPLACE")) return true;
    throw S3Failure.invalidArgument("Unknown directive in " + name + ".");
  }

  /** Whether a copy onto itself would change anything. */
  static boolean changes(Call call, Map<String, String> given) {
    return replaces(call, "x-amz-metadata-directive") || SAID.stream().anyMatch(given::containsKey);
  }

  /** What the answer to a write says of the object, as it was written. */
  static Map<String, String> written(Map<String, String> headers) {
    var said = new LinkedHashMap<>(headers);
    said.keySet().retainAll(ENCRYPTION);
    return said;
  }

  private static int latin1(String value) {
    return value.getBytes(StandardCharsets.ISO_8859_1).length;
  }

  /** That coding is of the transfer, not of the object. */
  private static String withoutAwsChunked(String encodings) {
    return Arrays.stream(encodings.split(",", -1))
        .map(String::strip)
        .filter(each -> !each.equalsIgnoreCase("aws-chunked") && !each.isEmpty())
        .collect(Collectors.joining(","));
  }

  static String quoted(String etag) {
    return "\"" + etag + "\"";
  }

  static String storageClass(Entry entry) {
    return entry.headers().getOrDefault(STORAGE_CLASS, "STANDARD");
  }

  /** What GET and HEAD say of an object, in the order a reader expects. */
  static Map<String, String> describing(Entry entry) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Last-Modified", Timestamps.http(entry.lastModified()));
    headers.put("ETag", quoted(entry.etag()));
    headers.put("Accept-Ranges", "bytes");
    headers.put("Content-Type", "binary/octet-stream");
    entry
        .headers()
        .forEach((name, value) -> {
          if (name.equals("content-type")) headers.put("Content-Type", value);
          else if (name.equals(TagSet.HEADER)) {
            headers.put("x-amz-tagging-count", Integer.toString(TagSet.of(value).tags().size()));
          } else if (!name.equals(STORAGE_CLASS) || !value.equals("STANDARD")) {
            headers.put(name, value);
          }
        });
    return headers;
  }
}
