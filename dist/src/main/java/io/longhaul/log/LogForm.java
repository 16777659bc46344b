package io.longhaul.log;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The form of diagnostics: the flag's word counts, else the environment's, else text. */
public enum LogForm {
  TEXT,
  JSON;

  public static final String FLAG = "--log";
  public static final String VARIABLE = "LONGHAUL_LOG";

  /** Names the appender in logback.xml, which is read when the first logger is asked for. */
  private static final String PROPERTY = "longhaul.log";

  /**
   * Resolves it. It is looked for among the words of the command line, for it has to be known
   * before anything is said, and before these are understood.
   *
   * @throws IllegalArgumentException if it is no form, naming where it came from
   */
  public static LogForm resolve(List<String> words, Map<String, String> environment) {
    Optional<String> flag = flag(words);
    if (flag.isPresent()) return of(flag.get(), FLAG);
    String variable = environment.getOrDefault(VARIABLE, "");
    return variable.isEmpty() ? TEXT : of(variable, VARIABLE);
  }

  private static Optional<String> flag(List<String> words) {
    for (int i = words.size() - 1; i >= 0; i--) {
      String word = words.get(i);
      if (word.startsWith(FLAG + "=")) return Optional.of(word.substring(FLAG.length() + 1));
      // without its word it is picocli's to complain about
      if (word.equals(FLAG) && i + 1 < words.size()) return Optional.of(words.get(i + 1));
    }
    return Optional.empty();
  }

  private static LogForm of(String word, String from) {
    return switch (word) {
      case "text" -> TEXT;
      case "json" -> JSON;
      default ->
          throw new IllegalArgumentException("%s '%s': write text or json".formatted(from, word));
    };
  }

  /** Makes it the form of what is logged, and gives what takes the lines that are said. */
  public PrintWriter taken(PrintStream stderr) {
    return switch (this) {
      case TEXT -> new PrintWriter(stderr, false, StandardCharsets.UTF_8);
      case JSON -> {
        System.setProperty(PROPERTY, "json");
        yield new PrintWriter(new SaidLines());
      }
    };
  }
}
