package io.longhaul.worker.verify;

import io.longhaul.s3.ByteRange;
import io.longhaul.s3.Got;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.StoreException;
import io.longhaul.unit.FailureClass;
import io.longhaul.worker.walk.Ends;
import io.longhaul.worker.walk.Retries;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * Compares every byte of two objects of one size, piece by piece, so that no request outlasts a
 * session, no more than two buffers are held, and it can be left after each piece.
 *
 * @param leave whether to leave, with so many bytes left
 */
record SideBytes(Ends ends, Retries retries, LongPredicate leave) {
  /** A slow line brings it within one request's time: 40 s at 0.2 MB/s. */
  private static final long PIECE = 8L << 20;

  private static final int BUFFER = 64 << 10;

  /** What a piece came to. */
  enum Same {
    YES,
    NO,
    /** One side is another object by now. */
    CHANGED
  }

  /**
   * What comparing them came to.
   *
   * @param reached before which byte it ended
   */
  record End(Same same, long reached) {}

  /**
   * @param from up to which byte they are equal, as is known; at least one piece is compared
   */
  End compare(ListedObject source, ListedObject target, long from) throws InterruptedException {
    for (long at = from; at < source.size(); at += PIECE) {
      if (at > from && leave.test(source.size() - at)) return new End(Same.YES, at);
      ByteRange piece = new ByteRange(at, Math.min(PIECE, source.size() - at));
      Same same = piece(source, target, piece);
      if (same != Same.YES) return new End(same, at);
    }
    return new End(Same.YES, source.size());
  }

  private Same piece(ListedObject source, ListedObject target, ByteRange piece)
      throws InterruptedException {
    return retries.send(deadline -> {
      Got one =
          ends.from().getRange(ends.sourceBucket(), source.key(), source.etag(), piece, deadline);
      if (!(one instanceof Got.Content there)) return Same.CHANGED;
      try (InputStream left = there.stream()) {
        Got other =
            ends.to().getRange(ends.targetBucket(), target.key(), target.etag(), piece, deadline);
        if (!(other instanceof Got.Content here)) return Same.CHANGED;
        try (InputStream right = here.stream()) {
          return same(left, right, piece.length()) ? Same.YES : Same.NO;
        }
      } catch (IOException e) {
        throw new StoreException(
            FailureClass.UNAVAILABLE,
            "StreamBroke",
            "get s3://%s/%s or its target: %s"
                .formatted(ends.sourceBucket(), source.key(), e.getMessage()),
            e);
      }
    });
  }

  private static boolean same(InputStream left, InputStream right, long length) throws IOException {
    byte[] one = new byte[BUFFER];
    byte[] other = new byte[BUFFER];
    for (long rest = length; rest > 0; rest -= BUFFER) {
      int most = (int) Math.min(BUFFER, rest);
      if (left.readNBytes(one, 0, most) < most || right.readNBytes(other, 0, most) < most) {
        throw new IOException("a stream ended early");
      }
      if (!Arrays.equals(one, 0, most, other, 0, most)) return false;
    }
    return true;
  }
}
