package io.longhaul.coordinator.report;

import io.longhaul.coordinator.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a report's files into a folder; each is there as a whole, or as it was. */
public final class ReportFiles {
  private ReportFiles() {}

  /**
   * @return the files, by name
   * @throws CommandFailed if the folder cannot be written
   */
  public static List<Path> write(RunReport report, Path folder) {
    Map<String, String> texts = new TreeMap<>();
    texts.put("report.csv", new CsvReport(report).text());
    texts.put("report.json", new JsonReport(report).text());
    texts.put("report.txt", new TextReport(report).text());
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw CommandFailed.misused(
          "--out %s: a file is there; name a folder, which the report is written into"
              .formatted(folder));
    }
    List<Path> files = new ArrayList<>();
    try {
      Files.createDirectories(folder);
      for (Map.Entry<String, String> text : texts.entrySet()) {
        Path file = folder.resolve(text.getKey());
        Path draft = folder.resolve(text.getKey() + ".new");
        Files.writeString(draft, text.getValue());
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        files.add(file);
      }
    } catch (IOException e) {
      throw CommandFailed.failed(
          "the report cannot be written: %s; name another folder by --out".formatted(e));
    }
    return files;
  }
}
