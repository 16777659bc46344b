package io.longhaul.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The dashboard and the alarms of infra/stack.yaml ask for meters that there are, by the names and
 * dimensions that they have in CloudWatch. An alarm on a misspelled one would be quiet for ever.
 */
class StackMetersTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** Of an alarm. */
  private static final Pattern OF_ALARM =
      Pattern.compile(
          "Namespace: Longhaul\\s+MetricName: (\\S+)\\s+Dimensions: \\[((?:\\{Name: .*?\\}(?:,"
              + " )?)+)\\]");

  private static final Pattern DIMENSION = Pattern.compile("\\{Name: (\\w+),");

  /** Of a line of the dashboard. */
  private static final Pattern OF_LINE =
      Pattern.compile("\\[\"Longhaul\", \"([^\"]+)\"((?:, \"[^\"]+\", \"[^\"]+\")+)");

  /** Of a search of the dashboard, which names all dimensions. */
  private static final Pattern OF_SEARCH =
      Pattern.compile("\\{Longhaul,([\\w,]+)\\} MetricName=\\\\\"([^\\\\]+)\\\\\"");

  private static final Pattern ANY = Pattern.compile("longhaul(?:\\.[a-z]+)+\\.[a-zA-Z]+\\b");

  /** A metric as it is asked for. */
  private record Asked(String name, Set<String> dimensions) {}

  private static String template() throws IOException {
    return Files.readString(ROOT.resolve("infra/stack.yaml"));
  }

  private static Set<Asked> asked(String template) {
    Stream<Asked> alarms =
        OF_ALARM
            .matcher(template)
            .results()
            .map(found ->
                new Asked(
                    found.group(1),
                    DIMENSION
                        .matcher(found.group(2))
                        .results()
                        .map(name -> name.group(1))
                        .collect(Collectors.toCollection(TreeSet::new))));
    Stream<Asked> lines =
        OF_LINE
            .matcher(template)
            .results()
            .map(found -> new Asked(found.group(1), everySecond(found.group(2))));
    Stream<Asked> searches =
        OF_SEARCH
            .matcher(template)
            .results()
            .map((MatchResult found) ->
                new Asked(found.group(2), new TreeSet<>(List.of(found.group(1).split(",")))));
    return Stream.of(alarms, lines, searches).flatMap(all -> all).collect(Collectors.toSet());
  }

  private static Set<String> everySecond(String pairs) {
    String[] words = pairs.replaceFirst("^, ", "").split(", ");
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < words.length; i += 2) names.add(words[i].replace("\"", ""));
    return names;
  }

  /** By each name that a meter of the page has in CloudWatch: its dimensions. */
  private static Map<String, Set<String>> there() {
    Map<String, Set<String>> there = new HashMap<>();
    for (String row : Page.read(ROOT.resolve("docs/meters.md")).tableBelow("## Meters")) {
      String[] cells = row.split("\\|");
      if (!cells[1].strip().startsWith("`longhaul.")) continue;
      String name = cells[1].strip().replace("`", "");
      Set<String> dimensions = new TreeSet<>(Set.of("stack"));
      Arrays.stream(cells[3].split(","))
          .map(String::strip)
          .filter(tag -> !tag.isEmpty())
          .forEach(dimensions::add);
      for (String statistic : statistics(cells[2].strip().replace("`", ""))) {
        there.put(name + "." + statistic, dimensions);
      }
    }
    return there;
  }

  /** What Micrometer's registry makes of a counter, a timer and a gauge. */
  private static List<String> statistics(String inPrometheus) {
    if (inPrometheus.endsWith("_total")) return List.of("count");
    if (inPrometheus.endsWith("_seconds")) return List.of("count", "sum", "avg", "max");
    return List.of("value");
  }

  @Test
  void whatever_dashboard_and_alarms_ask_for_is_what_workers_send() throws IOException {
    Map<String, Set<String>> there = there();
    assertThat(there).hasSizeGreaterThan(20);
    Set<Asked> asked = asked(template());
    assertThat(asked).hasSizeGreaterThan(5);
    for (Asked metric : asked) {
      assertThat(there).as(metric.toString()).containsEntry(metric.name(), metric.dimensions());
    }
  }

  @Test
  void each_alarm_is_on_the_page_and_has_a_section_in_the_runbook() throws IOException {
    Set<String> alarms =
        Pattern.compile("AlarmName: !Sub longhaul-\\$\\{Stack\\}-([a-z-]+)")
            .matcher(template())
            .results()
            .map(alarm -> alarm.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> listed =
        Page.read(ROOT.resolve("docs/meters.md")).tableBelow("## Alarms of a stack").stream()
            .map(row -> row.split("\\|")[1])
            .map(cell -> cell.replaceFirst(".*runbook\\.md#([a-z-]+)\\).*", "$1").strip())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(listed).hasSize(5).isEqualTo(alarms);
    assertThat(Files.readString(ROOT.resolve("docs/runbook.md")).lines())
        .containsAll(alarms.stream().map(alarm -> "## " + alarm).toList());
  }

  /** Else one that is written otherwise would go by unseen. */
  @Test
  void every_name_in_it_is_looked_at() throws IOException {
    String template = template();
    Set<String> names =
        ANY.matcher(template).results().map(MatchResult::group).collect(Collectors.toSet());
    assertThat(asked(template)).extracting(Asked::name).containsAll(names);
  }
}
