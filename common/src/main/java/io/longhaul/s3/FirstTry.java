package io.longhaul.s3;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Hears once how a try ended that nobody waits for; on whatever thread that was, which must not be
 * held up.
 */
public interface FirstTry {
  /** It is known what became of it: what {@link ObjectStore#copy} would have answered. */
  void ended(Written written);

  /**
   * It failed, was broken off, or nothing is known of what became of it. Who still wants it calls
   * {@link ObjectStore#copy}, which repeats what may be repeated, and says why something fails.
   *
   * @param pause to be made before
   */
  void again(Duration pause);

  /** The same, and tells another what it ended with before, whose failures keep nothing from it. */
  default FirstTry telling(Consumer<Written> other) {
    FirstTry then = this;
    return new FirstTry() {
      @Override
      public void ended(Written written) {
        try {
          other.accept(written);
        } finally {
          then.ended(written);
        }
      }

      @Override
      public void again(Duration pause) {
        then.again(pause);
      }
    };
  }
}
