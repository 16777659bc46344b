package io.longhaul.coordinator.plan;

import io.longhaul.job.Cut;
import io.longhaul.job.S3Location;
import io.longhaul.manifest.BadRow;
import io.longhaul.manifest.Columns;
import io.longhaul.manifest.InventoryIndex;
import io.longhaul.manifest.Lines;
import io.longhaul.partition.census.Counted;
import io.longhaul.partition.census.Interval;
import io.longhaul.partition.census.Large;
import io.longhaul.s3.Got;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ObjectStore;
import io.longhaul.time.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Counts the rows of a list, of a large one by its beginning, of an inventory by its first file.
 */
record ListCount(ObjectStore store, Deadline deadline) {
  /** So many rows are counted one by one, in less than a second. */
  private static final int MOST_ROWS = 200_000;

  /** What further rows or files come to is a guess within a factor of this. */
  private static final double GUESS = 2;

  /** Rows that were counted, in this share of what the list has. */
  private record Rows(double rows, boolean all, double share) {}

  Counted of(Cut.Manifest manifest) throws InterruptedException, IOException {
    if (manifest.inS3().isEmpty()) return counted(exactly(manifest.keys().size()), 0);
    S3Location at = manifest.inS3().get();
    String etag = String.valueOf(manifest.etag());
    return switch (manifest.rows()) {
      case CSV -> counted(guess(rows(at, etag, manifest.bytes(), new Columns.Batch()), 1), 1);
      case LOG -> counted(guess(rows(at, etag, manifest.bytes(), new Columns.Log()), 1), 1);
      case INVENTORY -> files(at, etag);
    };
  }

  private Counted files(S3Location at, String etag) throws InterruptedException, IOException {
    InventoryIndex index;
    try (InputStream in = open(at, etag)) {
      index = InventoryIndex.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (BadRow e) {
      throw new IOException(at + " " + e.getMessage(), e);
    }
    if (index.files().isEmpty()) return counted(exactly(0), 1);
    S3Location first = new S3Location(index.bucket(), index.files().getFirst());
    ListedObject file =
        store
            .head(first.bucket(), first.prefix(), deadline)
            .orElseThrow(() -> new IOException("there is no " + first));
    Rows rows = rows(first, file.etag(), file.size(), index.columns());
    return counted(guess(rows, index.files().size()), 2);
  }

  private Rows rows(S3Location at, String etag, long size, Columns columns)
      throws InterruptedException, IOException {
    boolean gzip = at.prefix().endsWith(".gz");
    int rows = 0;
    try (CountedBytes packed = new CountedBytes(open(at, etag))) {
      Lines lines = new Lines(gzip ? new GZIPInputStream(packed) : packed, 0);
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (columns.read(line).isPresent()) rows++;
        if (rows == MOST_ROWS) {
          return new Rows(rows, false, Math.min(1, (double) packed.bytes() / Math.max(1, size)));
        }
      }
    } catch (BadRow e) {
      throw new IOException(at + " has a row that " + e.getMessage(), e);
    }
    return new Rows(rows, true, 1);
  }

  private InputStream open(S3Location at, String etag) throws InterruptedException, IOException {
    Got got = store.get(at.bucket(), at.prefix(), etag, deadline);
    if (got instanceof Got.Content content) return content.stream();
    throw new IOException(at + " changed while it was looked at");
  }

  private static Interval guess(Rows rows, int files) {
    if (rows.all() && files == 1) return exactly(rows.rows());
    double about = rows.rows() / rows.share() * files;
    return new Interval(Math.max(rows.rows(), about / GUESS), about, about * GUESS);
  }

  private static Interval exactly(double rows) {
    return new Interval(rows, rows, rows);
  }

  private static Counted counted(Interval rows, int requests) {
    return new Counted(rows, exactly(0), List.of(), Large.NONE, requests);
  }
}
