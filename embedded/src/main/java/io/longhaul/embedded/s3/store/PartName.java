package io.longhaul.embedded.s3.store;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A part's file name tells all that is known of it: {@code 00001_MD5[_HEADER_VALUE]...}, the values
 * in URL-safe base64.
 */
final class PartName {
  static final String ALL = "[0-9]*";

  private PartName() {}

  static String of(int number, String md5, Map<String, String> checksums) {
    var name = new StringBuilder("%05d_%s".formatted(number, md5));
    checksums.forEach((header, value) -> {
      byte[] sum = Base64.getDecoder().decode(value);
      name.append('_').append(header).append('_');
      name.append(Base64.getUrlEncoder().encodeToString(sum).replace('_', '.'));
    });
    return name.toString();
  }

  /** A glob for all versions of one part. */
  static String allOf(int number) {
    return "%05d_*".formatted(number);
  }

  static int number(String name) {
    return Integer.parseInt(name.substring(0, 5));
  }

  static String md5(String name) {
    return name.split("_", -1)[1];
  }

  static Map<String, String> checksums(String name) {
    String[] fields = name.split("_", -1);
    var checksums = new LinkedHashMap<String, String>();
    for (int i = 2; i + 1 < fields.length; i += 2) {
      byte[] sum = Base64.getUrlDecoder().decode(fields[i + 1].replace('.', '_'));
      checksums.put(fields[i], Base64.getEncoder().encodeToString(sum));
    }
    return checksums;
  }
}
