package io.longhaul.manifest;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads rows of objects that lie below a job's source; any other is refused, for nobody asked for
 * it to be left out.
 */
public record SourceRows(Columns columns, String bucket, String prefix) {
  /** In bytes of UTF-8. */
  private static final int LONGEST_KEY = 1024;

  /** The object that a line names; empty: none. */
  public Optional<ManifestRow> read(String line) throws BadRow {
    Optional<ManifestRow> row = columns.read(line);
    if (row.isPresent()) check(row.get());
    return row;
  }

  private void check(ManifestRow row) throws BadRow {
    if (!row.bucket().equals(bucket)) {
      throw new BadRow("is of bucket '%s', and the source is '%s'".formatted(row.bucket(), bucket));
    }
    if (!row.key().startsWith(prefix)) {
      throw new BadRow(
          "has the key '%s', which does not begin with the source's prefix '%s'"
              .formatted(row.key(), prefix));
    }
    int bytes = row.key().getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > LONGEST_KEY) {
      throw new BadRow("has a key of %,d bytes; a key has 1 to 1,024".formatted(bytes));
    }
  }
}
