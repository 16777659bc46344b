package io.longhaul.worker.copy;

import io.longhaul.job.CopyOptions.WhenTargetNewer;
import io.longhaul.s3.Expect;
import io.longhaul.s3.ListedObject;
import java.util.regex.Pattern;

/** What is to become of one object, decided from what was seen of both sides and nothing else. */
public sealed interface Decision {
  /** The target holds it already. */
  record Equal(By by) implements Decision {}

  /** The target differs and was written after the source: somebody wanted it so. */
  record Keep() implements Decision {}

  /** It is to be copied over exactly what was seen at the target. */
  record Copy(Expect expect) implements Decision {}

  /** How two objects were found to be equal. */
  enum By {
    ETAG,
    /** The ETags cannot be compared: same size, and the target was written after the source. */
    TIME
  }

  /** An MD5 of the bytes. Anything else depends on how an object was written (docs: "ETag"). */
  Pattern COMPARABLE = Pattern.compile("[0-9a-fA-F]{32}");

  static Decision of(Seen seen, Precedence precedence) {
    ListedObject source = seen.source();
    ListedObject target = seen.target();
    if (target == null) return new Copy(new Expect.Absent());
    boolean sameSize = source.size() == target.size();
    if (sameSize && !source.etag().isEmpty() && source.etag().equals(target.etag())) {
      return new Equal(By.ETAG);
    }
    // S3 cuts times to the second. Within the same one nobody knows who came first, and a copy too
    // many costs a request where a copy too few would cost the object.
    boolean newer = target.modified().isAfter(source.modified()) && precedence.timesTell(source);
    if (sameSize && newer && !comparable(source, target)) return new Equal(By.TIME);
    if (newer && precedence.whenNewer() == WhenTargetNewer.KEEP) return new Keep();
    return new Copy(new Expect.Etag(target.etag()));
  }

  /** Whether both ETags are MD5s of the bytes, so that they differ where the bytes do. */
  static boolean comparable(ListedObject source, ListedObject target) {
    return COMPARABLE.matcher(source.etag()).matches()
        && COMPARABLE.matcher(target.etag()).matches();
  }
}
