package io.longhaul.coordinator.infra;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The template that this build brings along, with what a machine does at its first start. */
public final class Template {
  /** Takes the place of the script, at its indentation. */
  static final String PLACE = "# user-data.sh follows here";

  /** EC2 takes no more user data, and the exports come before it. */
  static final int MOST_SCRIPT = 15_000;

  private static final Pattern LINE = Pattern.compile("(?m)^(?<indent> +)" + PLACE + "\\n");
  private static final Pattern PARAMETERS = Pattern.compile("(?ms)^Parameters:\\n(?<all>.*?)^\\S");

  /** A name, what type it is of, and below it perhaps what it is if nothing is said. */
  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?m)^ {2}(?<name>\\w+):\\n {4}Type: (?<type>\\S+)\\n" + "(?<rest>(?: {4,}.*\\n)*)");

  private static final Pattern DEFAULT = Pattern.compile("(?m)^ {4}Default: '?(?<value>.*?)'?$");

  private final String text;

  Template(String stack, String script) {
    Matcher line = LINE.matcher(stack);
    if (!line.find()) throw new IllegalArgumentException("the template has no place for a script");
    if (script.length() > MOST_SCRIPT) {
      throw new IllegalArgumentException(
          "the script has %d characters, and may have %d".formatted(script.length(), MOST_SCRIPT));
    }
    // A block of YAML is taken as it stands: nothing in it has to be escaped.
    String block = script.indent(line.group("indent").length());
    text = stack.substring(0, line.start()) + block + stack.substring(line.end());
  }

  /** That of this build. */
  public static Template ours() {
    return new Template(resource("stack.yaml"), resource("user-data.sh"));
  }

  public String text() {
    return text;
  }

  /**
   * What it can be given: by name what is taken if nothing is said, empty if something must be.
   *
   * <p>Those that CloudFormation looks up by itself are none of them: it gives back what it found.
   */
  public Map<String, Optional<String>> parameters() {
    Map<String, Optional<String>> parameters = new TreeMap<>();
    Matcher section = PARAMETERS.matcher(text);
    if (!section.find()) return parameters;
    Matcher parameter = PARAMETER.matcher(section.group("all"));
    while (parameter.find()) {
      if (parameter.group("type").startsWith("AWS::SSM::")) continue;
      Matcher taken = DEFAULT.matcher(parameter.group("rest"));
      parameters.put(
          parameter.group("name"),
          taken.find() ? Optional.of(taken.group("value")) : Optional.empty());
    }
    return parameters;
  }

  private static String resource(String name) {
    try (InputStream in = Template.class.getResourceAsStream(name)) {
      if (in == null) throw new IllegalStateException("this build lacks " + name);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
