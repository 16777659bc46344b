package io.longhaul.coordinator;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is there as a whole, or as it was. */
public final class WholeFile {
  private WholeFile() {}

  /** Writes what is to be in it; it may wrap what the writer throws as unchecked. */
  @FunctionalInterface
  public interface Content {
    void write(Writer writer) throws IOException, InterruptedException;
  }

  /**
   * @param what is written, for a line that says that it cannot be
   * @throws CommandFailed if the file cannot be written
   */
  public static void write(String what, Path file, Content content) throws InterruptedException {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder == null) throw new IOException(file + " is a folder");
      Files.createDirectories(folder);
      // a draft of its own for each, so that two at once do not mix
      Path draft = Files.createTempFile(folder, file.getFileName() + ".", ".new");
      try {
        try (BufferedWriter writer = Files.newBufferedWriter(draft)) {
          content.write(writer);
        }
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException | UncheckedIOException e) {
      throw CommandFailed.failed(
          "%s cannot be written: %s; name another file by --out".formatted(what, e));
    }
  }
}
