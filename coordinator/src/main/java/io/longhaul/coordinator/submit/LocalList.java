package io.longhaul.coordinator.submit;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.job.Cut;
import io.longhaul.job.JobJson;
import io.longhaul.job.S3Location;
import io.longhaul.manifest.BadRow;
import io.longhaul.manifest.Columns;
import io.longhaul.manifest.Lines;
import io.longhaul.manifest.ManifestRow;
import io.longhaul.manifest.SourceRows;
import io.longhaul.text.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * Reads a list on this machine, which workers cannot: its keys become part of the run's job, as
 * many as that holds.
 */
record LocalList(Path folder, S3Location source) {
  Cut.Manifest pinned(Cut.Manifest manifest) {
    Columns columns =
        switch (manifest.rows()) {
          case CSV -> new Columns.Batch();
          case LOG -> new Columns.Log();
          case INVENTORY ->
              throw CommandFailed.misused(
                  "cut.manifest: an inventory is read where its files are; write the s3:// address"
                      + " of its manifest.json");
        };
    Set<String> keys =
        read(manifest.manifest(), new SourceRows(columns, source.bucket(), source.prefix()));
    if (keys.isEmpty()) {
      throw CommandFailed.misused(
          "cut.manifest: '%s' names no object".formatted(Shown.text(manifest.manifest())));
    }
    return new Cut.Manifest(manifest.manifest(), manifest.rows(), null, 0, List.copyOf(keys));
  }

  private Set<String> read(String name, SourceRows rows) {
    Set<String> keys = new LinkedHashSet<>();
    long bytes = 0;
    long number = 0;
    try (InputStream in = open(name)) {
      Lines lines = new Lines(in, 0);
      while (true) {
        number++;
        String line = lines.next();
        if (line == null) return keys;
        Optional<ManifestRow> row = rows.read(line);
        if (row.isEmpty() || !keys.add(row.get().key())) continue;
        bytes += row.get().key().getBytes(StandardCharsets.UTF_8).length;
        if (keys.size() > Cut.MOST || bytes > JobJson.LARGEST) throw tooLarge(name);
      }
    } catch (BadRow e) {
      throw CommandFailed.misused(
          "cut.manifest: '%s', row %,d %s"
              .formatted(Shown.text(name), number, Shown.text(String.valueOf(e.getMessage()))));
    } catch (NoSuchFileException e) {
      throw CommandFailed.misused(
          "cut.manifest: there is no file '%s'".formatted(Shown.text(name)));
    } catch (IOException e) {
      throw CommandFailed.misused(
          "cut.manifest: '%s' cannot be read: %s".formatted(Shown.text(name), e.getMessage()));
    }
  }

  private InputStream open(String name) throws IOException {
    InputStream in = Files.newInputStream(folder.resolve(name));
    return name.endsWith(".gz") ? new GZIPInputStream(in) : in;
  }

  private static CommandFailed tooLarge(String name) {
    return CommandFailed.misused(
        ("cut.manifest: '%s' names more than a run keeps of a local list, %,d keys or %,d bytes of"
                + " them; put it into S3 and write its address")
            .formatted(Shown.text(name), Cut.MOST, JobJson.LARGEST));
  }
}
