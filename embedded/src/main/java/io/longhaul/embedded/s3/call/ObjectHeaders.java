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

/** The headers that an object keeps, and those that describe it. */
final class ObjectHeaders {
  static final String USER = "x-amz-meta-";
  static final String STORAGE_CLASS = "x-amz-storage-class";
  private static final int MAX_USER_BYTES = 2_048;

  private static final List<String> KEPT =
      List.of(
          "content-type",
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          "expires",
          STORAGE_CLASS,
          "x-amz-website-redirect-location");

  private static final List<String> LACKING =
      List.of("x-amz-tagging", "x-amz-server-side-encryption", "x-amz-object-lock", "x-amz-grant-");

  private ObjectHeaders() {}

  /** Refuses headers that ask for what is not kept: losing them silently would be worse. */
  static Map<String, String> of(Call call) {
    var kept = new LinkedHashMap<String, String>();
    int user = 0;
    for (String name : call.headerNames()) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (LACKING.stream().anyMatch(lower::startsWith)) throw S3Failure.notImplemented(lower);
      boolean isUser = lower.startsWith(USER);
      if (!isUser && !KEPT.contains(lower)) continue;
      String value = String.join(",", call.headers(name));
      if (lower.equals("content-encoding")) value = withoutAwsChunked(value);
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
          else if (!name.equals(STORAGE_CLASS) || !value.equals("STANDARD")) {
            headers.put(name, value);
          }
        });
    return headers;
  }
}
