package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.watch.Bars;
import io.longhaul.coordinator.watch.JsonLines;
import io.longhaul.coordinator.watch.Lines;
import io.longhaul.coordinator.watch.Picture;
import java.io.PrintWriter;

/** Chooses the picture that fits where it is shown. */
final class Pictures {
  private Pictures() {}

  static Picture on(PrintWriter stream, boolean json, Surroundings surroundings) {
    if (json) return new JsonLines(stream);
    return surroundings
        .streams()
        .columns()
        .<Picture>map(columns -> new Bars(stream, columns))
        .orElseGet(() -> new Lines(stream));
  }
}
