package io.longhaul.worker.copy;

import io.longhaul.time.Time;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs at most so many tasks at once, each on a virtual thread; when it is closed, none of them
 * runs any more.
 *
 * <p>What a task throws breaks the whole: nothing new is begun, and whoever waits here is told.
 */
final class InFlight implements AutoCloseable {
  private final Time time;
  private final int most;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // linked, so that a simulation interrupts them in the same order each time
  private final Set<Flight> flights = new LinkedHashSet<>();
  private @Nullable Throwable broken;

  InFlight(Time time, int most) {
    this.time = time;
    this.most = most;
  }

  /** What runs. */
  interface Task {
    void run() throws InterruptedException;
  }

  private static final class Flight {
    @Nullable Thread thread;
  }

  /** Begins a task as soon as there is room for one more. */
  void start(String name, Task task) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (flights.size() >= most && broken == null) changed.await();
      tell();
      Flight flight = new Flight();
      flights.add(flight);
      flight.thread = time.start(name, () -> fly(flight, task));
    } finally {
      lock.unlock();
    }
  }

  private void fly(Flight flight, Task task) {
    Throwable thrown = null;
    try {
      task.run();
    } catch (Throwable e) {
      thrown = e;
    }
    lock.lock();
    try {
      if (broken == null) broken = thrown;
      flights.remove(flight);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all that was begun has ended. */
  void awaitAll() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!flights.isEmpty() && broken == null) changed.await();
      tell();
    } finally {
      lock.unlock();
    }
  }

  private void tell() throws InterruptedException {
    switch (broken) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new InterruptedException(broken.toString());
    }
  }

  /** Interrupts what still runs, and waits for its end. */
  @Override
  public void close() {
    lock.lock();
    try {
      for (Flight flight : flights) {
        if (flight.thread != null) flight.thread.interrupt();
      }
      while (!flights.isEmpty()) changed.awaitUninterruptibly();
    } finally {
      lock.unlock();
    }
  }
}
