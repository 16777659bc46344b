package io.longhaul.coordinator.submit;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.job.Cut;
import io.longhaul.job.S3Location;
import io.longhaul.manifest.BadRow;
import io.longhaul.manifest.Columns;
import io.longhaul.manifest.InventoryIndex;
import io.longhaul.manifest.Lines;
import io.longhaul.manifest.SourceRows;
import io.longhaul.s3.ByteRange;
import io.longhaul.s3.Got;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ObjectStore;
import io.longhaul.text.Shown;
import io.longhaul.time.Deadline;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/**
 * Reads the beginning of a list in S3, so that a list that is none is refused before it is a run.
 */
record FirstRows(ObjectStore store, S3Location at, ListedObject object, Deadline deadline) {
  /** Of the list as it lies there. */
  private static final long BYTES = 64 * 1024;

  private static final int ROWS = 1_000;

  void check(Cut.Rows rows, S3Location source) throws InterruptedException {
    boolean index = rows == Cut.Rows.INVENTORY;
    long most = index ? InventoryIndex.LARGEST : BYTES;
    if (index && object.size() > most) throw wrong("is larger than any manifest.json");
    ByteRange range = new ByteRange(0, Math.min(object.size(), most));
    Got got = store.getRange(at.bucket(), at.prefix(), object.etag(), range, deadline);
    if (!(got instanceof Got.Content content)) throw wrong("changed while it was looked at");
    try (InputStream stream = content.stream()) {
      switch (rows) {
        case INVENTORY -> index(stream, source);
        case CSV ->
            rows(stream, new SourceRows(new Columns.Batch(), source.bucket(), source.prefix()));
        case LOG ->
            rows(stream, new SourceRows(new Columns.Log(), source.bucket(), source.prefix()));
      }
    } catch (IOException e) {
      throw wrong("cannot be read: " + e.getMessage());
    }
  }

  private void index(InputStream stream, S3Location source) throws IOException {
    try {
      InventoryIndex index =
          InventoryIndex.read(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
      if (!index.sourceBucket().equals(source.bucket())) {
        throw wrong(
            "is an inventory of bucket '%s', and the source is '%s'"
                .formatted(index.sourceBucket(), source.bucket()));
      }
    } catch (BadRow e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  /** The last row may be cut off where the look ends. */
  private void rows(InputStream stream, SourceRows source) throws IOException {
    boolean gzip = at.prefix().endsWith(".gz");
    Lines lines = new Lines(gzip ? new GZIPInputStream(stream) : stream, 0);
    boolean all = object.size() <= BYTES;
    int number = 0;
    try {
      String line = lines.next();
      while (line != null && number < ROWS) {
        number++;
        String next = lines.next();
        if (next != null || all) source.read(line);
        line = next;
      }
    } catch (BadRow e) {
      throw wrong("row %,d %s".formatted(number, e.getMessage()));
    } catch (EOFException e) {
      if (all) throw e; // else only the look ends here
    }
  }

  private CommandFailed wrong(String what) {
    return CommandFailed.misused(
        "cut.manifest: '%s' %s".formatted(Shown.text(at.toString()), Shown.text(what)));
  }
}
