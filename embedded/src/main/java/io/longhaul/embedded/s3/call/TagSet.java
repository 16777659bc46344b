package io.longhaul.embedded.s3.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longhaul.embedded.s3.protocol.Percent;
import io.longhaul.embedded.s3.protocol.S3Failure;
import io.longhaul.embedded.s3.protocol.Xml;
import io.longhaul.embedded.s3.protocol.XmlTree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The tags of an object, within S3's bounds; kept as the header that sets them. */
record TagSet(Map<String, String> tags) {
  static final String HEADER = "x-amz-tagging";
  private static final int MOST = 10;
  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_VALUE = 256;

  TagSet {
    if (tags.size() > MOST) {
      throw new S3Failure(400, "BadRequest", "Object tags cannot be greater than 10");
    }
    tags.forEach((key, value) -> {
      if (key.isEmpty() || key.length() > LONGEST_KEY) throw invalid("key");
      if (value.length() > LONGEST_VALUE) throw invalid("value");
    });
  }

  private static S3Failure invalid(String what) {
    return new S3Failure(400, "InvalidTag", "The Tag" + what + " you have provided is invalid");
  }

  /** As a header or an entry says it. */
  static TagSet of(String header) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (String pair : header.split("&", -1)) {
      if (pair.isEmpty()) continue;
      int equals = pair.indexOf('=');
      String key = equals < 0 ? pair : pair.substring(0, equals);
      add(tags, text(key), text(equals < 0 ? "" : pair.substring(equals + 1)));
    }
    return new TagSet(tags);
  }

  private static String text(String encoded) {
    return new String(Percent.decodeQuery(encoded), UTF_8);
  }

  static TagSet of(XmlTree tagging) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (XmlTree set : tagging.children("TagSet")) {
      for (XmlTree tag : set.children("Tag")) {
        String key = tag.text("Key");
        String value = tag.text("Value");
        if (key == null || value == null) throw S3Failure.malformedXml("a Tag");
        add(tags, key, value);
      }
    }
    return new TagSet(tags);
  }

  private static void add(Map<String, String> tags, String key, String value) {
    if (tags.putIfAbsent(key, value) == null) return;
    throw new S3Failure(400, "InvalidTag", "Cannot provide multiple Tags with the same key");
  }

  String header() {
    return tags.entrySet().stream()
        .map(tag -> encoded(tag.getKey()) + "=" + encoded(tag.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return Percent.encode(text.getBytes(UTF_8));
  }

  byte[] xml() {
    Xml xml = Xml.document("Tagging").open("TagSet");
    tags.forEach(
        (key, value) -> xml.open("Tag").text("Key", key).text("Value", value).close("Tag"));
    return xml.close("TagSet").end("Tagging");
  }
}
