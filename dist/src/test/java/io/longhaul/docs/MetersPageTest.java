package io.longhaul.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.unit.FailureClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/meters.md and docs/runbook.md, held against the code that registers, and that logs. */
class MetersPageTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final List<String> MODULES = List.of("common", "coordinator", "worker", "dist");
  private static final Pattern METER = Pattern.compile("\"(longhaul(?:\\.[a-z_]+)+)\"");
  private static final Pattern LISTED = Pattern.compile("`(longhaul(?:\\.[a-z_]+)+)`");
  private static final Pattern ALARM = Pattern.compile("\\(runbook\\.md#([a-z-]+)\\)");
  private static final Pattern SECTION = Pattern.compile("(?m)^## ([a-z-]+)$");
  private static final Pattern KEY = Pattern.compile("addKeyValue\\(\\s*\"([^\"]*)\"");
  private static final Pattern ANY_KEY = Pattern.compile("addKeyValue\\(");
  private static final Pattern MESSAGE = Pattern.compile("\\.log\\(\\s*(\"[^\"]*\"\\s*\\))?");

  private record Source(Path file, String text) {
    List<String> all(Pattern pattern) {
      return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }
  }

  private static List<Source> sources() throws IOException {
    List<Source> sources = new ArrayList<>();
    for (String module : MODULES) {
      for (Path file : new Tree(ROOT.resolve(module).resolve("src/main")).files(".java")) {
        sources.add(new Source(ROOT.relativize(file), Files.readString(file)));
      }
    }
    return sources;
  }

  private static String page(String name) throws IOException {
    return Files.readString(ROOT.resolve("docs").resolve(name));
  }

  /** The first cells of a table's rows. */
  private static Stream<String> first(String heading) {
    return Page.read(ROOT.resolve("docs/meters.md")).tableBelow(heading).stream()
        .map(row -> row.split("\\|")[1].strip());
  }

  private static Set<String> found(Pattern pattern, Stream<String> texts) {
    return texts
        .flatMap(text -> pattern.matcher(text).results())
        .map(result -> result.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void each_meter_has_one_place_in_the_code_and_one_line_on_the_page() throws IOException {
    List<String> named =
        sources().stream()
            .filter(source -> source.text().contains("import io.micrometer."))
            .flatMap(source -> source.all(METER).stream())
            .toList();
    assertThat(named).doesNotHaveDuplicates().hasSizeGreaterThan(20);

    List<String> listed =
        Stream.of("## Meters", "## CloudWatch")
            .flatMap(MetersPageTest::first)
            .flatMap(cell -> LISTED.matcher(cell).results().map(meter -> meter.group(1)))
            .toList();
    assertThat(listed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(named);
  }

  @Test
  void every_alarm_and_every_class_has_a_section_and_there_is_none_for_nothing()
      throws IOException {
    Set<String> wanted = found(ALARM, Stream.of(page("meters.md")));
    for (FailureClass failure : FailureClass.values()) wanted.add(failure.word());
    assertThat(found(SECTION, Stream.of(page("runbook.md")))).isEqualTo(wanted);
  }

  @Test
  void a_link_within_the_runbook_leads_to_a_section() throws IOException {
    String runbook = page("runbook.md");
    Set<String> links = found(Pattern.compile("\\]\\(#([^)]*)\\)"), Stream.of(runbook));
    assertThat(links).isNotEmpty();
    assertThat(headings(runbook)).containsAll(links);
  }

  /** As GitHub makes anchors of them. */
  private static List<String> headings(String page) {
    return Pattern.compile("(?m)^#+ (.*)$")
        .matcher(page)
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\w -]", "").replace(' ', '-'))
        .toList();
  }

  @Test
  void whatever_is_logged_has_a_constant_message_and_keys_that_the_page_lists() throws IOException {
    Set<String> keys = first("## Logs").collect(Collectors.toSet());
    assertThat(keys).contains("run", "unit", "kind", "attempt", "outcome");
    int messages = 0;
    for (Source source : sources()) {
      if (!source.text().contains("import org.slf4j.")) continue;
      // it logs what is said, which is a line for a person
      if (source.file().endsWith("SaidLines.java")) continue;
      String where = source.file().toString();
      assertThat(keys).as(where).containsAll(source.all(KEY));
      assertThat(source.all(KEY))
          .as("keys are literals: " + where)
          .hasSize((int) ANY_KEY.matcher(source.text()).results().count());
      List<String> said = source.all(MESSAGE);
      assertThat(said).as("a message is a literal: " + where).doesNotContainNull();
      messages += said.size();
    }
    assertThat(messages).isGreaterThan(10);
  }
}
