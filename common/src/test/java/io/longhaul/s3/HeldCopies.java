package io.longhaul.s3;

import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** A store that begins copies and ends each when a test tells it to. */
public final class HeldCopies extends InMemoryObjectStore {
  public final Deque<FirstTry> begun = new ArrayDeque<>();
  public boolean declines;

  /** Who would hear that the copy which was begun last is to be slower. */
  public Runnable slower = () -> {};

  public HeldCopies(Time time) {
    super(time);
  }

  @Override
  public Optional<Runnable> begin(CopyRequest request, Deadline deadline, FirstTry heard) {
    if (declines) return Optional.empty();
    begun.add(heard);
    slower = Slower.listener();
    return Optional.of(() -> {});
  }
}
