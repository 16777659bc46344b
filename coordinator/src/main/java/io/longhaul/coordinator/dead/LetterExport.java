package io.longhaul.coordinator.dead;

import io.longhaul.coordinator.WholeFile;
import io.longhaul.coordinator.dead.DeadExport.Form;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;

/** Writes the foreign messages of the dead-letter queue into a file, and leaves them there. */
public final class LetterExport {
  private LetterExport() {}

  /**
   * @return how many there are
   */
  public static long write(DeadLetters letters, Form form, Path file) throws InterruptedException {
    long[] written = {0};
    WholeFile.write("the messages", file, writer -> written[0] = write(letters, form, writer));
    return written[0];
  }

  private static long write(DeadLetters letters, Form form, Writer writer)
      throws IOException, InterruptedException {
    writer.write(
        switch (form) {
          case CSV -> LetterText.csvHead();
          case JSON -> "[";
        });
    long[] written = {0};
    letters.look(
        DeadLetters.MOST,
        (letter, sort) -> {
          if (sort.foreign()) {
            write(writer, form, new LetterText(letter, sort), written[0]++ == 0);
          }
          return false;
        });
    if (form == Form.JSON) writer.write("\n]\n");
    return written[0];
  }

  private static void write(Writer writer, Form form, LetterText letter, boolean first) {
    try {
      writer.write(
          switch (form) {
            case CSV -> letter.csv();
            case JSON -> (first ? "\n" : ",\n") + letter.json();
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
