package io.longhaul.job;

import io.longhaul.job.form.Type;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, written with its unit: {@code 10 MiB} is 10 times 1,048,576. */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
  private static final List<String> BINARY = List.of("B", "KiB", "MiB", "GiB", "TiB");
  private static final List<String> DECIMAL = List.of("B", "kB", "MB", "GB", "TB");
  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,3})?) ?(B|[kK]B|[MGT]B|[KMGT]iB)");

  public ByteSize {
    if (bytes < 0) throw new IllegalArgumentException(bytes + " bytes: less than nothing");
  }

  /**
   * Reads a number and its unit: B, kB, MB, GB, TB of thousands, KiB, MiB, GiB, TiB of 1,024.
   *
   * @throws IllegalArgumentException with what to write instead
   */
  public static ByteSize parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s' is not a size; write a number and its unit, such as 10 MiB or 500 kB"
              .formatted(text));
    }
    BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(factor(matcher.group(2)));
    if (bytes.stripTrailingZeros().scale() > 0) {
      throw new IllegalArgumentException("'%s' is not a whole number of bytes".formatted(text));
    }
    if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new IllegalArgumentException("'%s' is more than any object holds".formatted(text));
    }
    return new ByteSize(bytes.longValueExact());
  }

  private static BigDecimal factor(String unit) {
    int binary = BINARY.indexOf(unit);
    if (binary >= 0) return BigDecimal.valueOf(1024).pow(binary);
    return BigDecimal.valueOf(1000).pow(DECIMAL.indexOf(unit.replace('K', 'k')));
  }

  /** A field that holds one, such as the sample. */
  static Type.Text<ByteSize> type(String sample) {
    return new Type.Text<>(
        "a size such as 10 MiB",
        sample,
        Optional.of("^" + FORM.pattern() + "$"),
        ByteSize::parse,
        ByteSize::toString,
        false);
  }

  @Override
  public int compareTo(ByteSize other) {
    return Long.compare(bytes, other.bytes);
  }

  /** In the largest unit that says it in whole numbers. */
  @Override
  public String toString() {
    for (int i = BINARY.size() - 1; i > 0; i--) {
      long unit = 1L << (10 * i);
      if (bytes >= unit && bytes % unit == 0) return bytes / unit + " " + BINARY.get(i);
    }
    return bytes + " B";
  }
}
