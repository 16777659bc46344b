package io.longhaul.coordinator.submit;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.job.CommandItems;
import io.longhaul.manifest.BadRow;
import io.longhaul.manifest.Lines;
import io.longhaul.text.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads items, one a line, from this machine; blank lines are none. */
record ItemsFile(Path folder, String name) {
  List<String> read() {
    List<String> items = new ArrayList<>();
    int number = 0;
    try (InputStream in = Files.newInputStream(folder.resolve(name))) {
      Lines lines = new Lines(in, 0);
      for (String line = lines.next(); line != null; line = lines.next()) {
        number++;
        if (line.isBlank()) continue;
        if (items.size() == CommandItems.MOST) {
          throw wrong("holds more than %,d items".formatted(CommandItems.MOST));
        }
        items.add(CommandItems.checked(line));
      }
    } catch (BadRow e) {
      throw wrong("has a line that " + e.getMessage());
    } catch (NoSuchFileException e) {
      throw wrong("is no file that is there");
    } catch (IllegalArgumentException e) {
      throw wrong(", line %,d %s".formatted(number, e.getMessage()));
    } catch (IOException e) {
      throw wrong("cannot be read: " + e);
    }
    if (items.isEmpty()) throw wrong("holds no item");
    return items;
  }

  private CommandFailed wrong(String what) {
    return CommandFailed.misused(
        "items-from: '%s'%s%s".formatted(Shown.text(name), what.startsWith(",") ? "" : " ", what));
  }
}
