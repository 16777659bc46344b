package io.longhaul.partition;

import io.longhaul.job.Alphabet;
import io.longhaul.unit.Payload;
import org.jspecify.annotations.Nullable;

/**
 * Neighbouring keys as a {@link Survey} saw them.
 *
 * @param after where it begins, not included; empty: at the range's first key
 * @param objects about how many it holds
 * @param counted whether it was seen whole
 * @param tight where its keys lie
 * @param even the letters among which they seem to be spread evenly enough to be cut without
 *     another look; null: nothing says so
 */
record Strip(
    String after, double objects, boolean counted, Payload.Range tight, @Nullable Alphabet even) {

  /** This and the one that follows it. */
  Strip and(Strip next) {
    Payload.Range both = new Payload.Range(tight.prefix(), tight.after(), next.tight.until());
    return new Strip(after, objects + next.objects, counted && next.counted, both, null);
  }

  /** The same keys, beginning elsewhere. */
  Strip from(String begin) {
    return new Strip(begin, objects, counted, tight, even);
  }
}
