package io.longhaul.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code aws s3 cp} and {@code sync} print of a copy that failed: {@code copy failed:
 * s3://bucket/key to s3://other/key An error occurred …}. All that they print besides names no
 * object.
 */
final class LogLine {
  private static final Pattern FAILED =
      Pattern.compile("(?:^|.*[\\s])(copy|download|move|upload) failed: (.*)$");
  private static final Pattern SOURCE = Pattern.compile("s3://([^/\\s]+)/(.+)");
  private static final String TO = " to ";
  private static final String S3 = "s3://";

  private LogLine() {}

  /** The source's object; empty: the line is about something else. */
  static Optional<ManifestRow> read(String line) throws BadRow {
    Matcher failed = FAILED.matcher(line);
    if (!failed.matches()) return Optional.empty();
    if (failed.group(1).equals("upload")) {
      throw new BadRow("is about the upload of a local file, which a copy between buckets has not");
    }
    Matcher source = SOURCE.matcher(failed.group(2));
    if (!source.matches()) throw new BadRow("names no object s3://bucket/key that was copied");
    String rest = source.group(2);
    List<String> keys = new ArrayList<>();
    for (int at = rest.indexOf(TO); at > 0; at = rest.indexOf(TO, at + 1)) {
      String key = rest.substring(0, at);
      String target = rest.substring(at + TO.length());
      boolean toLocal = failed.group(1).equals("download");
      if ((toLocal || target.startsWith(S3)) && goesTo(key, target)) keys.add(key);
    }
    if (keys.size() != 1) {
      throw new BadRow(
          keys.isEmpty()
              ? "does not say where its object was copied to"
              : "can be read in two ways, for its key holds ' to '");
    }
    return Optional.of(new ManifestRow(source.group(1), keys.getFirst(), 0, true));
  }

  /** Where a copy goes ends as its key does: the CLI keeps names. */
  private static boolean goesTo(String key, String target) {
    String name = key.substring(key.lastIndexOf('/') + 1);
    return name.isEmpty() || target.contains(name);
  }
}
