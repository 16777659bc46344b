package io.longhaul.embedded.s3.protocol;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The bytes from first to last, both included. */
public record ByteRange(long first, long last) {
  private static final Pattern FORM = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  public long length() {
    return last - first + 1;
  }

  /** Null for a header that is no single range: then S3 sends the whole. */
  public static @Nullable ByteRange parse(String header, long size) {
    Matcher parts = FORM.matcher(header.strip());
    if (!parts.matches()) return null;
    String from = parts.group(1);
    String to = parts.group(2);
    if (from.isEmpty() && to.isEmpty()) return null;
    long first = from.isEmpty() ? Math.max(0, size - Long.parseLong(to)) : Long.parseLong(from);
    long last = from.isEmpty() || to.isEmpty() ? size - 1 : Long.parseLong(to);
    if (!from.isEmpty() && !to.isEmpty() && last < first) return null;
    if (first >= size) throw unsatisfiable();
    return new ByteRange(first, Math.min(last, size - 1));
  }

  /** For a copied part: the range must lie within the source. */
  public static ByteRange parseExactly(String header, long size) {
    Matcher parts = FORM.matcher(header.strip());
    if (!parts.matches() || parts.group(1).isEmpty() || parts.group(2).isEmpty()) {
      throw S3Failure.invalidArgument(
          "The x-amz-copy-source-range value must be of the form bytes=first-last");
    }
    var range = new ByteRange(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)));
    if (range.last() < range.first() || range.last() >= size) {
      throw S3Failure.invalidArgument(
          "Range specified is not valid for source object of size: " + size);
    }
    return range;
  }

  private static S3Failure unsatisfiable() {
    return new S3Failure(416, "InvalidRange", "The requested range is not satisfiable");
  }
}
