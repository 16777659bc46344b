package io.longhaul.worker.verify;

import io.longhaul.s3.ListedObject;
import io.longhaul.verify.Difference;
import io.longhaul.verify.Difference.In;
import io.longhaul.verify.Difference.Side;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Both sides of one name as they were seen at one time; null: nothing is there.
 *
 * @param key the source's
 */
record Pair(String key, @Nullable ListedObject source, @Nullable ListedObject target) {
  /** In what they differ, as far as it can be told. */
  Difference difference(Set<In> in) {
    return new Difference(in, side(source), side(target));
  }

  private static @Nullable Side side(@Nullable ListedObject object) {
    return object == null ? null : new Side(object.size(), object.etag(), object.modified());
  }
}
