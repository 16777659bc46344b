package io.longhaul.s3;

import io.longhaul.time.Deadline;

/**
 * How an adapter says in the midst of a call, which it repeats by itself, that the store asked it
 * to be slower or did not answer in time: whoever paces the call hears it at once.
 */
public final class Slower {
  private static final ScopedValue<Runnable> HEARD = ScopedValue.newInstance();

  private Slower() {}

  /** A call of {@link ObjectStore}, which ends by its {@link Deadline}. */
  public interface Call<T> extends ScopedValue.CallableOp<T, InterruptedException> {}

  /** Makes a call on this thread; {@code heard} is run each time that it says so. */
  public static <T> T hear(Runnable heard, Call<T> call) throws InterruptedException {
    return ScopedValue.where(HEARD, heard).call(call);
  }

  /** As {@link #hear} of what waits for nothing; what it began says so on whatever thread. */
  public static <T> T hearOf(Runnable heard, ScopedValue.CallableOp<T, RuntimeException> begins) {
    return ScopedValue.where(HEARD, heard).call(begins);
  }

  /** Who would hear it from this thread, for those who say it on another. */
  public static Runnable listener() {
    return HEARD.isBound() ? HEARD.get() : () -> {};
  }

  /** Says so, on the thread that makes the call; nothing happens if nobody paces it. */
  public static void say() {
    if (HEARD.isBound()) HEARD.get().run();
  }
}
