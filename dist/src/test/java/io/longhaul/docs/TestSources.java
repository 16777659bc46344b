package io.longhaul.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The sources of all tests in the tree, by the name of their class. */
record TestSources(Map<String, String> byType) {
  static TestSources of(Tree tree) throws IOException {
    Map<String, String> byType = new HashMap<>();
    for (Path file : tree.files(".java")) {
      if (!file.toString().contains("/src/test/java/")) continue;
      String name = file.getFileName().toString().replace(".java", "");
      byType.merge(name, Files.readString(file), String::concat);
    }
    return new TestSources(byType);
  }

  boolean has(Page.Named test) {
    String source = byType.getOrDefault(test.type(), "");
    return Pattern.compile("\\bvoid " + test.method() + "\\(").matcher(source).find();
  }
}
