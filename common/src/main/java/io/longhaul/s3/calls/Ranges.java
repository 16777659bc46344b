package io.longhaul.s3.calls;

import io.longhaul.aws.FailedAnswer;
import io.longhaul.s3.ByteRange;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lets nothing pass for the bytes that were asked for but these. */
public final class Ranges {
  private static final int PARTIAL = 206;
  private static final int UNSATISFIABLE = 416;
  private static final Pattern SAID = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

  private Ranges() {}

  /**
   * Checks the head of an answer.
   *
   * @param said {@code Content-Range}
   * @param length of the bytes behind the head
   * @throws FailedAnswer if they are others
   */
  public static void check(ByteRange asked, int status, @Nullable String said, long length) {
    if (status != PARTIAL) throw other(status, "it has status " + status);
    Matcher range = SAID.matcher(said == null ? "" : said);
    if (!range.matches()) throw other(status, "it says " + said);
    if (Long.parseLong(range.group(3)) <= asked.last()) {
      throw FailedAnswer.of(
          "InvalidRange", UNSATISFIABLE, asked.header() + " of an object of " + said, null);
    }
    boolean same =
        Long.parseLong(range.group(1)) == asked.first()
            && Long.parseLong(range.group(2)) == asked.last()
            && length == asked.length();
    if (!same) throw other(status, "it says %s, and %d bytes".formatted(said, length));
  }

  private static FailedAnswer other(int status, String why) {
    return FailedAnswer.unreadable(
        "Http" + status, status, "the answer is not the range that was asked for: " + why);
  }
}
