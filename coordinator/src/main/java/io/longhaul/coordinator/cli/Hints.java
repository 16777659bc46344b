package io.longhaul.coordinator.cli;

import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Commands that work when they are pasted: the program as it was called, the stack as it was named.
 *
 * <p>Messages write a command as {@code 'longhaul status'}, in quotes; only here it is known how
 * the user would have to type it.
 */
public final class Hints {
  private static final Pattern COMMAND = Pattern.compile("'longhaul ([a-z][^']*)'");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./~+:@%=,-]+");
  private static final Set<String> OF_A_STACK =
      Set.of(
          "plan",
          "submit",
          "run",
          "watch",
          "status",
          "report",
          "verify",
          "dead",
          "redrive",
          "reconcile",
          "cancel",
          "units",
          "worker",
          "infra",
          "fleet");

  /** What narrows a command about a class of dead units down, as does the class. */
  private static final List<String> NARROWING = List.of("--reason", "--prefix", "--unit");

  private final String program;
  private final ParseResult parsed;

  private Hints(String program, ParseResult parsed) {
    this.program = program;
    this.parsed = parsed;
  }

  /**
   * In the words of the command that was typed.
   *
   * @param parsed of any command on the way to it
   */
  static Hints of(Surroundings surroundings, ParseResult parsed) {
    ParseResult typed = parsed;
    while (typed.hasSubcommand()) typed = typed.subcommand();
    return new Hints(word(surroundings.place().program()), typed);
  }

  static Hints of(Surroundings surroundings, CommandLine line) {
    return of(surroundings, line.getParseResult());
  }

  /** One command, with the options that name the same stack. */
  public String command(Object... words) {
    StringJoiner command = new StringJoiner(" ");
    for (Object word : words) command.add(word.toString());
    return program + " " + command + options(words[0].toString());
  }

  /** A message with its commands as they would have to be typed. */
  String spelled(String message) {
    return COMMAND
        .matcher(message)
        .replaceAll(
            (MatchResult match) -> Matcher.quoteReplacement("'" + command(match.group(1)) + "'"));
  }

  private String options(String command) {
    String verb = command.split(" ", 2)[0];
    if (verb.equals("local")) return option("--state");
    if (!OF_A_STACK.contains(verb)) return "";
    return narrowing(command) + option("--stack") + option("--local") + option("--state");
  }

  /** Who was shown some of a class is not to be told to do something about all of it. */
  private String narrowing(String command) {
    StringBuilder options = new StringBuilder();
    if (command.contains(" --class ")) {
      for (String name : NARROWING) {
        OptionSpec option = parsed.matchedOption(name);
        if (option == null) continue;
        for (String value : option.originalStringValues()) {
          options.append(" ").append(name).append(" ").append(word(value));
        }
      }
    }
    return options.toString();
  }

  private String option(String name) {
    OptionSpec option = parsed.matchedOption(name);
    if (option == null) return "";
    List<String> values = option.originalStringValues();
    boolean flag = option.arity().max() == 0;
    return " " + name + (flag || values.isEmpty() ? "" : " " + word(values.getLast()));
  }

  /** As one word of a POSIX shell. */
  static String word(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
