package io.longhaul.job;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in an argument for something else: {@code {item}} and {@code {artifact:NAME}}. All
 * else is meant as it stands, other braces too, and what was put in is not looked at again.
 */
public final class Placeholders {
  public static final String ITEM = "{item}";

  private static final Pattern ANY =
      Pattern.compile("\\{item}|\\{artifact:(?<name>" + Artifact.NAMED + ")}");

  private Placeholders() {}

  /**
   * The argument as it was given.
   *
   * @throws IllegalArgumentException if no process can be handed it
   */
  static String checked(String argument) {
    if (argument.indexOf('\0') < 0) return argument;
    throw new IllegalArgumentException("holds a NUL, which ends an argument");
  }

  /** The artifacts that it names. */
  public static Set<String> artifacts(String argument) {
    Set<String> names = new LinkedHashSet<>();
    Matcher matcher = ANY.matcher(argument);
    while (matcher.find()) {
      if (matcher.group("name") != null) names.add(matcher.group("name"));
    }
    return names;
  }

  /**
   * The argument for this item.
   *
   * @param artifact the path of the artifact of a name
   */
  public static String filled(String argument, String item, Function<String, String> artifact) {
    return ANY.matcher(argument)
        .replaceAll(found -> {
          String name = found.group(1);
          return Matcher.quoteReplacement(name == null ? item : artifact.apply(name));
        });
  }
}
