package io.longhaul.coordinator.dead;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The permissions that were missing, each with what it was missing on. */
final class Denials {
  /** So many are told apart: a policy that lacks more needs another look anyway. */
  private static final int MOST = 20;

  private static final Pattern LINE =
      Pattern.compile(
          "([\\w-]+:\\w+(?:, or [\\w-]+:\\w+ on its source,)?) on (.*?)"
              + "(?: is denied(?: to (\\S+?))?(?::(?: .*)?)?…?|…)?$",
          Pattern.DOTALL);

  private static final Pattern OBJECT = Pattern.compile("(s3://[^/]+/)(.*)", Pattern.DOTALL);

  private final Map<Denied, String> missing = new LinkedHashMap<>();

  /** A permission, of somebody or of nobody that is known, in one bucket. */
  private record Denied(String action, String who, String bucket) {}

  /** Reads the reason of a unit; what names no permission is not counted. */
  void add(String why) {
    Matcher line = LINE.matcher(why);
    if (!line.find()) return;
    String who = line.group(3) == null ? "" : line.group(3);
    String resource = line.group(2);
    Matcher object = OBJECT.matcher(resource);
    boolean inBucket = object.matches();
    Denied denied = new Denied(line.group(1), who, inBucket ? object.group(1) : resource);
    String cut = why.endsWith("…") && !why.contains(" is denied") ? "*" : "";
    String key = inBucket ? object.group(2) + cut : "";
    if (missing.size() >= MOST && !missing.containsKey(denied)) return;
    missing.merge(denied, key, Denials::common);
  }

  /** Both if they are one, else what they begin with alike. */
  private static String common(String one, String other) {
    if (one.equals(other)) return one;
    int end = 0;
    while (end < one.length()
        && end < other.length()
        && one.charAt(end) == other.charAt(end)
        && one.charAt(end) != '*') {
      end++;
    }
    return one.substring(0, end) + "*";
  }

  boolean isEmpty() {
    return missing.isEmpty();
  }

  /** {@code s3:GetObject on s3://orders/private/* for arn:…}, and so on. */
  String text() {
    StringJoiner text = new StringJoiner("; ");
    missing.forEach((denied, key) ->
        text.add(
            denied.action()
                + " on "
                + denied.bucket()
                + key
                + (denied.who().isEmpty() ? "" : " to " + denied.who())));
    return text.toString();
  }
}
