package io.longhaul.job.file;

import io.longhaul.text.Shown;

/**
 * A job file that cannot be run, in one line: {@code file:line: field: what is wrong, what to do}.
 *
 * <p>What the file holds is shown with its control characters as {@code \\u0009}, and not without
 * end, so that no file can break the line or move a terminal's cursor.
 */
public final class JobFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** In characters; a line for a person is shorter, whatever the file holds. */
  private static final int LONGEST = 600;

  JobFileException(String line, Throwable cause) {
    super(shown(line), cause);
  }

  JobFileException(String line) {
    super(shown(line));
  }

  private static String shown(String line) {
    if (line.codePointCount(0, line.length()) <= LONGEST) return Shown.line(line);
    return Shown.line(line.substring(0, line.offsetByCodePoints(0, LONGEST))) + " …";
  }
}
