package io.longhaul.coordinator.report;

import io.longhaul.coordinator.Figures;
import io.longhaul.job.CompareOptions;
import io.longhaul.job.CompareOptions.Attributes;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Tally;
import org.jspecify.annotations.Nullable;

/**
 * By what so many objects were found equal: by what speaks for their bytes, or by what is a sign
 * only, and a reader should know how often.
 *
 * @param proof what speaks for the bytes
 * @param sign what stands for it where there is no such proof
 * @param attributes whether what belongs to an object beside its bytes was compared too
 */
public record EqualBy(long proven, Proof proof, long signed, Sign sign, boolean attributes) {
  /** What speaks for the bytes. */
  enum Proof {
    ETAG("by ETag"),
    BYTES("byte by byte");

    private final String words;

    Proof(String words) {
      this.words = words;
    }
  }

  /** What is a sign only. */
  enum Sign {
    TIME("by size and time"),
    SIZE("by size alone");

    private final String words;

    Sign(String words) {
      this.words = words;
    }
  }

  /**
   * @param compare by what a run that verifies compares; null: it copies
   */
  static EqualBy of(Tally tally, @Nullable CompareOptions compare) {
    long signed = tally.objects(Fate.TIMED);
    long proven = tally.objects(Fate.EQUAL) - signed;
    if (compare == null) return new EqualBy(proven, Proof.ETAG, signed, Sign.TIME, false);
    Proof proof = compare.by() == CompareOptions.By.BYTES ? Proof.BYTES : Proof.ETAG;
    boolean attributes = compare.attributes() == Attributes.COMPARE;
    return new EqualBy(proven, proof, signed, Sign.SIZE, attributes);
  }

  /** {@code equal: 10 by ETag, 5 by size and time}. */
  String text() {
    return "equal: %s %s, %s %s%s"
        .formatted(
            Figures.count(proven),
            proof.words,
            Figures.count(signed),
            sign.words,
            attributes
                ? "; content headers, metadata and tags were compared too, as far as they are kept"
                : "");
  }
}
