package io.longhaul.coordinator.dead;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.CsvRow;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** Writes every dead unit into a file, one a line; it is there as a whole, or as it was. */
public final class DeadExport {
  private DeadExport() {}

  /** What it is written as. */
  public enum Form {
    /** A header and a row each; the cells are guarded as in a report. */
    CSV,
    /** An array, an object a line. */
    JSON
  }

  /**
   * @return how many units it has
   * @throws CommandFailed if the file cannot be written
   */
  public static long write(DeadUnits dead, Form form, Path file) throws InterruptedException {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder == null) throw new IOException(file + " is a folder");
      Files.createDirectories(folder);
      // a draft of its own for each, so that two at once do not mix
      Path draft = Files.createTempFile(folder, file.getFileName() + ".", ".new");
      try {
        long units;
        try (BufferedWriter writer = Files.newBufferedWriter(draft)) {
          units = write(dead, form, writer);
        }
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        return units;
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw refused(e);
    } catch (UncheckedIOException e) {
      throw refused(e);
    }
  }

  private static CommandFailed refused(Exception e) {
    return CommandFailed.failed(
        "the dead units cannot be written: %s; name another file by --out".formatted(e));
  }

  private static long write(DeadUnits dead, Form form, Writer writer)
      throws InterruptedException, IOException {
    long[] units = {0};
    writer.write(head(form));
    dead.each(unit -> {
      try {
        writer.write(line(form, unit, units[0]++ == 0));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return true;
    });
    if (form == Form.JSON) writer.write("\n]\n");
    return units[0];
  }

  private static String head(Form form) {
    return switch (form) {
      case CSV ->
          CsvRow.of(
              "unit",
              "class",
              "tier",
              "attempts",
              "losses",
              "worker",
              "died",
              "objects",
              "bytes",
              "about",
              "why");
      case JSON -> "[";
    };
  }

  private static String line(Form form, Found unit, boolean first) {
    return switch (form) {
      case CSV ->
          CsvRow.of(
              unit.id().value(),
              unit.failure().word(),
              unit.row().tier().name().toLowerCase(Locale.ROOT),
              Integer.toString(unit.row().attempts()),
              Integer.toString(unit.row().losses()),
              unit.worker().map(Object::toString).orElse(""),
              unit.died().toString(),
              unit.unlisted() ? "" : Long.toString(unit.objects()),
              unit.unlisted() ? "" : Long.toString(unit.bytes()),
              unit.about(),
              unit.why());
      case JSON -> (first ? "\n" : ",\n") + DeadJson.unit(unit);
    };
  }
}
