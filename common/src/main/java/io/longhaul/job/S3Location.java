package io.longhaul.job;

import io.longhaul.job.form.Type;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bucket and the prefix that all keys meant in it begin with, verbatim: nothing is decoded, and a
 * prefix need not end in a slash.
 */
public record S3Location(String bucket, String prefix) {
  /** S3's limit for a key, in bytes of UTF-8. */
  private static final int LONGEST_KEY = 1024;

  private static final Pattern BUCKET =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]");
  private static final Pattern URI = Pattern.compile("s3://([^/]*)(?:/([\\s\\S]*))?");

  public static final Type.Text<S3Location> TYPE =
      new Type.Text<>(
          "an address such as s3://bucket/prefix/",
          "s3://bucket/prefix/",
          Optional.of("^s3://" + BUCKET.pattern() + "(/[\\s\\S]*)?$"),
          S3Location::parse,
          S3Location::toString,
          false);

  public S3Location {
    if (!BUCKET.matcher(bucket).matches()) {
      throw new IllegalArgumentException(
          "bucket '%s': a name has 3 to 63 of a-z 0-9 . - (older ones up to 255, with A-Z _)"
              .formatted(bucket));
    }
    if (prefix.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
      throw new IllegalArgumentException("prefix: longer than any key, 1,024 bytes");
    }
  }

  /**
   * Reads {@code s3://bucket/prefix}.
   *
   * @throws IllegalArgumentException if it is not of that form
   */
  public static S3Location parse(String uri) {
    Matcher matcher = URI.matcher(uri);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s' is not an S3 address; write s3://bucket/prefix/".formatted(uri));
    }
    return new S3Location(matcher.group(1), Optional.ofNullable(matcher.group(2)).orElse(""));
  }

  /** Whether a key can lie below both. */
  public boolean overlaps(S3Location other) {
    return bucket.equals(other.bucket)
        && (prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix));
  }

  @Override
  public String toString() {
    return "s3://" + bucket + "/" + prefix;
  }
}
