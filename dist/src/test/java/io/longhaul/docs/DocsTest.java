package io.longhaul.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents say of the tree is so: files, tests and commands that they name are there. */
class DocsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Tree TREE = new Tree(ROOT);
  private static final Path DECISIONS = ROOT.resolve("docs/adr");
  private static final Pattern DECISION = Pattern.compile("(\\d{4})-.*\\.md");

  private static Page page(String name) {
    return Page.read(ROOT.resolve(name));
  }

  @Test
  void every_link_leads_to_a_file() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Page page : Page.of(TREE)) {
      for (String link : page.links()) {
        Path target = page.file().resolveSibling(link);
        if (!Files.exists(target)) broken.add(ROOT.relativize(page.file()) + ": " + link);
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void every_path_that_is_named_is_there() throws IOException {
    Pattern path = pathsIntoTheTree();
    List<String> missing = new ArrayList<>();
    for (Page page : Page.of(TREE)) {
      if (isDecision(page.file()))
        continue; // never rewritten, so they may name what was there then
      for (String code : page.code()) {
        Matcher named = path.matcher(code);
        while (named.find()) {
          if (Files.exists(ROOT.resolve(named.group(1)))) continue;
          missing.add(ROOT.relativize(page.file()) + ": " + named.group(1));
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void every_test_that_is_named_is_there() throws IOException {
    TestSources tests = TestSources.of(TREE);
    List<String> missing = new ArrayList<>();
    for (Page page : Page.of(TREE)) {
      for (Page.Named test : page.tests()) {
        if (!tests.has(test)) missing.add(ROOT.relativize(page.file()) + ": " + test);
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void every_what_if_is_proven_by_a_test() {
    assertThat(page("README.md").tableBelow("## What if"))
        .hasSizeGreaterThanOrEqualTo(9)
        .allSatisfy(row -> assertThat(Page.tests(row)).as(row).isNotEmpty());
  }

  @Test
  void every_invariant_is_proven_by_a_test() {
    assertThat(page("ARCHITECTURE.md").tableBelow("## Invariants"))
        .hasSize(10)
        .allSatisfy(row -> assertThat(Page.tests(row)).as(row).isNotEmpty());
  }

  @Test
  void everything_that_goes_wrong_is_proven_by_a_test() {
    assertThat(page("ARCHITECTURE.md").tableBelow("## What goes wrong"))
        .hasSizeGreaterThanOrEqualTo(19)
        .allSatisfy(row -> assertThat(Page.tests(row)).as(row).isNotEmpty());
  }

  @Test
  void the_readme_says_the_very_command_that_ci_runs() throws IOException {
    List<String> commands =
        Files.readString(ROOT.resolve(".ci/run"))
            .lines()
            .filter(line -> line.startsWith("exec "))
            .map(line -> line.substring("exec ".length()).strip())
            .toList();
    assertThat(commands).hasSize(1);
    assertThat(page("README.md").text().lines()).contains(commands.getFirst());
  }

  @Test
  void every_decision_has_a_number_of_its_own_and_is_in_the_index() throws IOException {
    List<String> decisions;
    try (Stream<Path> files = Files.list(DECISIONS)) {
      decisions =
          files.filter(DocsTest::isDecision).map(file -> file.getFileName().toString()).toList();
    }
    assertThat(decisions).isNotEmpty();
    assertThat(decisions.stream().map(name -> name.substring(0, 4))).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(page("docs/adr/README.md").links())).containsAll(decisions);
    for (String name : decisions) {
      assertThat(Page.read(DECISIONS.resolve(name)).text())
          .startsWith("# " + name.substring(0, 4) + ": ");
    }
  }

  private static boolean isDecision(Path file) {
    return file.startsWith(DECISIONS) && DECISION.matcher(file.getFileName().toString()).matches();
  }

  /** What begins with a folder of the tree's root, or with ./ and a program there. */
  private static Pattern pathsIntoTheTree() throws IOException {
    try (Stream<Path> files = Files.list(ROOT)) {
      String folders =
          files
              .filter(Files::isDirectory)
              .map(folder -> folder.getFileName().toString())
              .filter(name -> name.equals(".ci") || !name.startsWith(".") && !name.equals("target"))
              .map(Pattern::quote)
              .collect(Collectors.joining("|"));
      return Pattern.compile(
          "(?<![\\w./-])((?:\\./)?(?:" + folders + ")/[\\w./-]*\\w/?|\\./[a-z]\\w*)(?![\\w/])");
    }
  }
}
