package io.longhaul.worker.walk;

import io.longhaul.ledger.Settlement;
import io.longhaul.manifest.BadRow;
import io.longhaul.manifest.KeyLists;
import io.longhaul.manifest.Lines;
import io.longhaul.manifest.ManifestRow;
import io.longhaul.manifest.SourceRows;
import io.longhaul.s3.ByteRange;
import io.longhaul.s3.Got;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.StoreException;
import io.longhaul.time.Deadline;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Payload.Listed;
import io.longhaul.unit.Payload.Slice;
import io.longhaul.unit.Tally;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads the rows of one slice, as many as one split may hand on. A row belongs to the slice in
 * which its first byte lies, so that slices side by side read each row once.
 *
 * @param each the most objects of a unit
 */
record SliceRows(Slice slice, SourceRows source, int each) {
  /** Nobody's row is longer; what begins in the slice is read to its end. */
  private static final long LONGEST_ROW = 64 * 1024;

  /** One child is the rest. */
  private static final int MOST_UNITS = Settlement.Split.MOST_CHILDREN - 1;

  /**
   * What rows came to.
   *
   * @param rest what was not read, for the units were enough
   */
  record Read(Tally tally, List<NewUnit> units, Optional<Slice> rest) {}

  /** A row, or the whole, that nobody can use; no repetition helps. */
  static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1;

    Wrong(String message) {
      super(message);
    }
  }

  /** What a stream that ended too soon is. */
  static StoreException cutOff(IOException e) {
    return new StoreException(
        FailureClass.UNAVAILABLE, "CutOff", "a list could not be read to its end: " + e, e);
  }

  /**
   * Reads them.
   *
   * @param size of the whole object
   * @return empty: the object is not what it was
   * @throws Wrong with the row
   */
  Optional<Read> read(ObjectStore store, long size, Deadline deadline) throws InterruptedException {
    long begin = slice.gzip() ? 0 : Math.max(0, slice.from() - 1);
    if (begin >= size) return Optional.of(new Read(Tally.NONE, List.of(), Optional.empty()));
    if (!(get(store, begin, size, deadline) instanceof Got.Content content))
      return Optional.empty();
    try (InputStream stream = content.stream()) {
      InputStream plain = slice.gzip() ? new GZIPInputStream(stream) : stream;
      return Optional.of(read(new Lines(plain, begin)));
    } catch (ZipException e) {
      throw new Wrong("is not packed by gzip: " + e.getMessage());
    } catch (IOException e) {
      throw cutOff(e);
    }
  }

  private Got get(ObjectStore store, long begin, long size, Deadline deadline)
      throws InterruptedException {
    if (slice.gzip()) return store.get(slice.bucket(), slice.key(), slice.etag(), deadline);
    long end = Math.min(size, slice.until() + LONGEST_ROW);
    ByteRange range = new ByteRange(begin, end - begin);
    return store.getRange(slice.bucket(), slice.key(), slice.etag(), range, deadline);
  }

  private Read read(Lines lines) throws IOException {
    KeyLists lists = new KeyLists(each);
    Tally tally = Tally.NONE;
    long number = 0;
    try {
      if (!slice.gzip() && slice.from() > 0) lines.next(); // the end of a row that began before
      for (String line = lines.next(); line != null; line = lines.next(), number++) {
        long at = slice.gzip() ? number : lines.began();
        if (at >= slice.until()) break;
        if (at < slice.from()) continue;
        Optional<ManifestRow> row = source.read(line);
        if (row.isEmpty()) continue;
        long size = row.get().size();
        if (row.get().current()) {
          Listed object = new Listed(row.get().key(), size);
          if (!lists.fits(object, MOST_UNITS)) {
            return new Read(tally, lists.units(), Optional.of(slice.part(at, slice.until())));
          }
          lists.add(object);
        }
        Fate fate = row.get().current() ? Fate.FORWARDED : Fate.FILTERED;
        tally = tally.plus(Tally.of(Fate.LISTED, 1, size).with(fate, 1, size));
      }
    } catch (BadRow e) {
      String place =
          slice.gzip()
              ? "row %,d".formatted(number + 1)
              : "the row at byte %,d".formatted(lines.began());
      throw new Wrong(place + " " + e.getMessage());
    }
    return new Read(tally, lists.units(), Optional.empty());
  }
}
