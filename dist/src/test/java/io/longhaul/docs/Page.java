package io.longhaul.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** One Markdown file of the tree, and what it refers to. */
record Page(Path file, String text) {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("```[\\s\\S]*?```|`([^`]+)`");
  private static final Pattern TEST =
      Pattern.compile("\\b([A-Z]\\w*(?:Test|IT|Contract))\\.(?!java\\b)([a-z]\\w*)\\b");

  /** A test as a page names it: {@code SomeTest.a_promise_is_kept}. */
  record Named(String type, String method) {}

  static Page read(Path file) {
    try {
      return new Page(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All pages of the tree. */
  static List<Page> of(Tree tree) throws IOException {
    return tree.files(".md").stream().map(Page::read).toList();
  }

  /** Where its links lead within the tree, without what follows a #. */
  List<String> links() {
    return LINK.matcher(text)
        .results()
        .map(link -> link.group(1))
        .filter(link -> !link.contains("://") && !link.startsWith("mailto:"))
        .map(link -> link.replaceFirst("#.*", ""))
        .filter(link -> !link.isEmpty())
        .toList();
  }

  /** What it sets as code, in lines and in blocks. */
  List<String> code() {
    return CODE.matcher(text).results().map(MatchResult::group).toList();
  }

  List<Named> tests() {
    return tests(text);
  }

  static List<Named> tests(String text) {
    return TEST.matcher(text)
        .results()
        .map(test -> new Named(test.group(1), test.group(2)))
        .toList();
  }

  /** The rows of the first table below a heading. */
  List<String> tableBelow(String heading) {
    return text.lines()
        .dropWhile(line -> !line.equals(heading))
        .dropWhile(line -> !line.startsWith("|"))
        .takeWhile(line -> line.startsWith("|"))
        .skip(2)
        .toList();
  }
}
