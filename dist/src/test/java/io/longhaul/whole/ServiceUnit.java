package io.longhaul.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A unit file as systemd reads it, as far as starting and ending its process goes. */
record ServiceUnit(Map<String, String> settings) {
  static ServiceUnit read(Path file) throws IOException {
    Map<String, String> settings = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      int equals = line.indexOf('=');
      if (line.startsWith("#") || equals < 0) continue;
      settings.put(line.substring(0, equals), line.substring(equals + 1));
    }
    return new ServiceUnit(settings);
  }

  /** What a setting of one line says, without what tells who does it or how. */
  String said(String name) {
    String value = settings.get(name);
    if (value == null) throw new AssertionError("the unit says nothing of " + name);
    return value.replaceFirst("^(\\+|append:)", "");
  }

  /** Its EnvironmentFile, which holds quoted values only. */
  static Map<String, String> environment(Path file) throws IOException {
    Map<String, String> environment = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      int equals = line.indexOf('=');
      String value = line.substring(equals + 1);
      if (!value.matches("\"[^\"\\\\$`]*\"")) throw new AssertionError("not quoted: " + line);
      environment.put(line.substring(0, equals), value.substring(1, value.length() - 1));
    }
    return environment;
  }

  /** The words of a command; a variable that stands alone is as many as are in it. */
  List<String> command(String name, Map<String, String> environment) {
    List<String> words = new ArrayList<>();
    for (String word : said(name).split(" ")) {
      if (!word.startsWith("$")) words.add(word);
      else words.addAll(Arrays.asList(environment.get(word.substring(1)).split(" ")));
    }
    return words;
  }
}
