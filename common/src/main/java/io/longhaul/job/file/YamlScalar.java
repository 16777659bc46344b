package io.longhaul.job.file;

import io.longhaul.job.form.Node;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * Says what a scalar is to YAML readers, old and new: whatever any of them takes for something else
 * than text is not text here either, unless it stands in quotes.
 */
final class YamlScalar {
  private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");
  private static final Pattern TRUTH =
      Pattern.compile("(?i:true|false|yes|no|on|off)"); // YAML 1.1, which many tools still read
  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+]?0(x[0-9A-Fa-f_]+|o[0-7_]+|b[01_]+)"
              + "|[-+]?[0-9][0-9_]*(\\.[0-9_]*)?([eE][-+]?[0-9]+)?"
              + "|[-+]?\\.[0-9][0-9_]*([eE][-+]?[0-9]+)?"
              + "|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?"
              + "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

  private YamlScalar() {}

  static Node of(ScalarEvent scalar, int line) {
    String text = scalar.getValue();
    return scalar.isPlain() ? plain(text, line) : new Node.Text(line, text);
  }

  private static Node plain(String text, int line) {
    if (NOTHING.contains(text)) return new Node.Nothing(line);
    if (TRUTH.matcher(text).matches()) return new Node.Truth(line, text);
    if (NUMBER.matcher(text).matches()) return new Node.Number(line, text);
    return new Node.Text(line, text);
  }

  /** Whether text may stand without quotes and is still text. */
  static boolean isPlainText(String text) {
    return text.matches("[A-Za-z0-9][A-Za-z0-9:/._-]*")
        && !text.endsWith(":")
        && plain(text, 1) instanceof Node.Text;
  }
}
