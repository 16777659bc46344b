package io.longhaul.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The model's page tells of what is checked, and of nothing else. */
class ModelPageTest {
  private static final Path MODEL = Path.of("../docs/model").toAbsolutePath().normalize();
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern BREAKS = Pattern.compile(" breaks=(\\w+)");

  private static final Page PAGE = Page.read(MODEL.resolve("README.md"));

  @Test
  void names_each_guard_with_the_property_that_breaks_without_it() throws IOException {
    Map<String, String> told = new TreeMap<>();
    for (String row : PAGE.tableBelow("## Guards")) {
      List<String> code = code(row);
      told.put(code.getFirst(), code.getLast());
    }
    Map<String, String> checked = new TreeMap<>();
    for (String line : configurations("guard")) {
      Matcher breaks = BREAKS.matcher(line);
      assertThat(breaks.find()).as(line).isTrue();
      checked.put(name(line), breaks.group(1));
    }
    assertThat(told).isEqualTo(checked);
  }

  @Test
  void names_each_configuration_that_holds() throws IOException {
    assertThat(firsts("## Configurations"))
        .containsExactlyInAnyOrderElementsOf(names("small|large"));
  }

  @Test
  void names_each_guard_that_others_stand_behind() throws IOException {
    assertThat(firsts("## Guards that others stand behind"))
        .containsExactlyInAnyOrderElementsOf(names("spare"));
  }

  @Test
  void names_each_state_that_must_occur() throws IOException {
    assertThat(firsts("## What occurs")).containsExactlyInAnyOrderElementsOf(names("reach"));
  }

  @Test
  void names_each_known_limit() throws IOException {
    assertThat(firsts("## What TLC found")).containsExactlyInAnyOrderElementsOf(names("known"));
  }

  private static List<String> firsts(String heading) {
    return PAGE.tableBelow(heading).stream().map(row -> code(row).getFirst()).toList();
  }

  private static List<String> names(String sort) throws IOException {
    return configurations(sort).stream().map(ModelPageTest::name).toList();
  }

  private static List<String> configurations(String sort) throws IOException {
    return Files.readString(MODEL.resolve("configurations"))
        .lines()
        .filter(line -> line.matches("(" + sort + ") .*"))
        .toList();
  }

  private static String name(String line) {
    return line.split(" +")[1];
  }

  private static List<String> code(String row) {
    return CODE.matcher(row).results().map(code -> code.group(1)).toList();
  }
}
