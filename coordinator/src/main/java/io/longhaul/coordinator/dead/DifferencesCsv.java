package io.longhaul.coordinator.dead;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.CsvRow;
import io.longhaul.coordinator.WholeFile;
import io.longhaul.verify.Difference;
import io.longhaul.verify.Difference.Side;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes each object that a verify found to differ, one a row; an empty cell: there is none. */
public final class DifferencesCsv {
  private DifferencesCsv() {}

  /**
   * @return how many objects it has
   * @throws CommandFailed if the file cannot be written
   */
  public static long write(DeadUnits dead, Path file) throws InterruptedException {
    long[] objects = {0};
    WholeFile.write("the differences", file, writer -> objects[0] = write(dead, writer));
    return objects[0];
  }

  private static long write(DeadUnits dead, Writer writer)
      throws InterruptedException, IOException {
    long[] objects = {0};
    writer.write(
        CsvRow.of(
            "key",
            "difference",
            "source-size",
            "source-etag",
            "source-modified",
            "target-size",
            "target-etag",
            "target-modified",
            "unit"));
    dead.each(unit -> {
      try {
        for (Map.Entry<String, Difference> each : unit.differences().entrySet()) {
          writer.write(row(unit, each.getKey(), each.getValue()));
          objects[0]++;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return true;
    });
    return objects[0];
  }

  private static String row(Found unit, String key, Difference difference) {
    return CsvRow.of(
        key,
        difference.words(),
        size(difference.source()),
        etag(difference.source()),
        modified(difference.source()),
        size(difference.target()),
        etag(difference.target()),
        modified(difference.target()),
        unit.id().value());
  }

  private static String size(@Nullable Side side) {
    return side == null ? "" : Long.toString(side.size());
  }

  private static String etag(@Nullable Side side) {
    return side == null ? "" : side.etag();
  }

  private static String modified(@Nullable Side side) {
    return side == null ? "" : side.modified().toString();
  }
}
