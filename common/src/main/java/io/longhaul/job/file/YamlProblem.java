package io.longhaul.job.file;

import io.longhaul.job.form.Refused;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says in our words what YAML's parser stumbled over, and never repeats the text around it. */
final class YamlProblem {
  private static final Pattern BAD_START =
      Pattern.compile("found character '(.)' .*", Pattern.DOTALL);

  private YamlProblem() {}

  static Refused of(MarkedYAMLException e) {
    String problem = Objects.requireNonNullElse(e.getProblem(), "");
    boolean open = problem.contains("stream end") || problem.contains("end of stream");
    Mark opened = e.getContextMark();
    Mark mark = open && opened != null ? opened : e.getProblemMark();
    int line = mark == null ? 1 : mark.getLine() + 1;
    return new Refused(line, "", open ? "what begins here is never closed" : words(problem));
  }

  private static String words(String problem) {
    if (problem.contains("TAB")) return "a tab stands where YAML wants spaces; indent with spaces";
    if (problem.startsWith("mapping values are not allowed")) {
      return "a ': ' stands where no key can be; indent the line like its neighbours, or put the"
          + " value in quotes";
    }
    Matcher start = BAD_START.matcher(problem);
    if (start.matches()) {
      return "a value begins with '%s'; put it in quotes".formatted(start.group(1));
    }
    if (problem.startsWith("expected <block end>")) {
      return "the indentation does not fit what is above; align it with its neighbours";
    }
    if (problem.startsWith("could not find expected ':'")) {
      return "a key lacks its ': '; write 'key: value'";
    }
    return "is not readable as YAML; check indentation, quotes and brackets";
  }
}
