package io.longhaul.coordinator.dead;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.CsvRow;
import io.longhaul.coordinator.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
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
    long[] units = {0};
    WholeFile.write("the dead units", file, writer -> units[0] = write(dead, form, writer));
    return units[0];
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
