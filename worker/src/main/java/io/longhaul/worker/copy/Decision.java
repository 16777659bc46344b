package io.longhaul.worker.copy;

import io.longhaul.s3.Expect;
import io.longhaul.s3.ListedObject;
import io.longhaul.worker.walk.Seen;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is to become of one object, decided from what was seen of both sides and nothing else. */
public sealed interface Decision {
  /** The job does not mean it. */
  record Filtered() implements Decision {}

  /** The target holds it already. */
  record Equal(By by) implements Decision {}

  /**
   * The target is as somebody wants it: it differs and was written after the source, or the job
   * copies only what is missing.
   */
  record Keep() implements Decision {}

  /** The target differs, and may hold what this run brought there from another source key. */
  record Collision() implements Decision {}

  /** It is to be copied over exactly what was seen at the target. */
  record Copy(Expect expect) implements Decision {}

  /** How two objects were found to be equal. */
  enum By {
    ETAG,
    /** Those say nothing, but the stores keep the same checksum of both. */
    CHECKSUM,
    /**
     * The ETags cannot be compared, or the job does not look at them: same size, and the target was
     * written after the source.
     */
    TIME
  }

  /** An MD5 of the bytes. Anything else depends on how an object was written (docs: "ETag"). */
  Pattern COMPARABLE = Pattern.compile("[0-9a-fA-F]{32}");

  static Decision of(Seen seen, Rules rules) {
    ListedObject source = seen.source();
    if (!rules.select(source)) return new Filtered();
    ListedObject target = seen.target();
    if (target == null) return new Copy(new Expect.Absent());
    if (rules.anyway()) {
      return rules.collides(target) ? new Collision() : new Copy(new Expect.Etag(target.etag()));
    }
    // S3 cuts times to the second. Within the same one nobody knows who came first, and a copy too
    // many costs a request where a copy too few would cost the object.
    boolean newer = target.modified().isAfter(source.modified()) && rules.timesTell(source, target);
    By equal = equal(source, target, newer, rules);
    if (equal != null && !rules.copiesEqual(target)) return new Equal(equal);
    if (equal == null && rules.collides(target)) return new Collision();
    if (rules.copiesMissingOnly()) return new Keep();
    if (equal == null && newer && rules.keepsNewer()) return new Keep();
    return new Copy(new Expect.Etag(target.etag()));
  }

  /** By what they are equal; null: they are not, as far as the job looks. */
  private static @Nullable By equal(
      ListedObject source, ListedObject target, boolean newer, Rules rules) {
    if (source.size() != target.size()) return null;
    boolean sameEtag = !source.etag().isEmpty() && source.etag().equals(target.etag());
    return switch (rules.compare()) {
      case ETAG -> {
        if (sameEtag) yield By.ETAG;
        yield newer && !comparable(source, target) ? By.TIME : null;
      }
      case SIZE_AND_TIME -> {
        if (newer) yield By.TIME;
        // or what was written shortly before the run or during it would be copied by each try
        yield sameEtag && !rules.timesTell(source, target) ? By.ETAG : null;
      }
    };
  }

  /** Whether both ETags are MD5s of the bytes, so that they differ where the bytes do. */
  static boolean comparable(ListedObject source, ListedObject target) {
    return COMPARABLE.matcher(source.etag()).matches()
        && COMPARABLE.matcher(target.etag()).matches();
  }
}
