package io.longhaul.embedded.s3.protocol;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The two forms in which S3 writes a time. */
public final class Timestamps {
  private static final DateTimeFormatter HTTP =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter XML =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private Timestamps() {}

  public static String http(Instant time) {
    return HTTP.format(time);
  }

  public static String xml(Instant time) {
    return XML.format(time);
  }

  /** Null for what is no date: HTTP tells servers to ignore such a condition. */
  public static @Nullable Instant parseHttp(String text) {
    try {
      return DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip(), Instant::from);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
