package io.longhaul.worker.walk;

import io.longhaul.time.Time;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs at most so many tasks at once; when it is closed, none of them runs any more.
 *
 * <p>A task has a virtual thread. One that only asks and is told goes without, as long as all goes
 * well: then whoever is told that one has ended begins the next, and no thread is woken for either.
 *
 * <p>What a task throws breaks the whole: nothing new is begun, and whoever waits here is told.
 */
public final class InFlight implements AutoCloseable {
  /** They count for {@link RangeWalk#full} as if they ran. */
  private static final int MOST_QUEUED = 16;

  private final Time time;
  private final int most;
  private final int mostQueued;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Condition drained = lock.newCondition();
  private final Deque<Flight> queue = new ArrayDeque<>();
  // linked, so that a simulation interrupts them in the same order each time
  private final Set<Flight> flights = new LinkedHashSet<>();
  private boolean closed;
  private @Nullable Throwable broken;

  public InFlight(Time time, int most) {
    this.time = time;
    this.most = most;
    this.mostQueued = mostQueued(most);
  }

  /** How many may wait to be begun, so that whoever brings them need not be woken for each. */
  static int mostQueued(int most) {
    return Math.min(most / 2, MOST_QUEUED);
  }

  /** What runs. */
  public interface Task {
    void run() throws InterruptedException;
  }

  /** What can be begun without a thread. */
  public interface Light extends Task {
    /**
     * Begins it, and does not wait.
     *
     * @return breaks it off, and the landing is told all the same; empty: nothing was begun, and it
     *     needs its thread
     */
    Optional<Runnable> begin(Landing landing);
  }

  /** Hears once, on any thread, how far one came that was begun without a thread of its own. */
  public interface Landing {
    /**
     * It has ended.
     *
     * @param last what is left to do, without waiting; what it throws breaks the whole, and is not
     *     lost with a thread that nobody waits for
     */
    void landed(Runnable last);

    /** What is left of it needs a thread. */
    void goOn(Task rest);
  }

  private final class Flight implements Landing {
    final String name;
    final Task task;
    @Nullable Thread thread;
    @Nullable Runnable breakOff;

    Flight(String name, Task task) {
      this.name = name;
      this.task = task;
    }

    @Override
    public void landed(Runnable last) {
      Throwable thrown = null;
      try {
        last.run();
      } catch (RuntimeException | Error e) {
        thrown = e;
      }
      land(this, thrown);
    }

    @Override
    public void goOn(Task rest) {
      try {
        onThread(this, rest);
      } catch (RuntimeException | Error e) {
        land(this, e);
      }
    }
  }

  /** Begins a task as soon as there is room for one more. */
  public void start(String name, Task task) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (flights.size() + queue.size() >= most && broken == null) room.await();
      tell();
      Flight flight = new Flight(name, task);
      flights.add(flight);
      onThread(flight, task);
    } finally {
      lock.unlock();
    }
  }

  /** The same, but it may wait for its turn when this returns. */
  public void enqueue(String name, Light task) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (full() && broken == null) room.await();
      tell();
      queue.add(new Flight(name, task));
    } finally {
      lock.unlock();
    }
    beginNext();
  }

  private boolean full() {
    return flights.size() >= most && queue.size() >= mostQueued;
  }

  /** Begins what waits for its turn, as far as there is room. */
  private void beginNext() {
    for (Flight next = take(); next != null; next = take()) {
      try {
        if (!begun(next)) onThread(next, next.task);
      } catch (RuntimeException | Error e) {
        land(next, e);
      }
    }
  }

  private @Nullable Flight take() {
    lock.lock();
    try {
      if (broken != null || flights.size() >= most) return null;
      Flight next = queue.poll();
      if (next != null) flights.add(next);
      // not for each: whoever is woken brings several
      if (queue.size() <= mostQueued / 4) room.signalAll();
      return next;
    } finally {
      lock.unlock();
    }
  }

  private boolean begun(Flight flight) {
    if (!(flight.task instanceof Light light)) return false;
    Optional<Runnable> begun = light.begin(flight);
    if (begun.isEmpty()) return false;
    boolean late;
    lock.lock();
    try {
      flight.breakOff = begun.get();
      late = closed;
    } finally {
      lock.unlock();
    }
    if (late) begun.get().run();
    return true;
  }

  private void onThread(Flight flight, Task task) {
    lock.lock();
    try {
      flight.breakOff = null;
      if (closed) land(flight, null);
      else flight.thread = time.start(flight.name, () -> fly(flight, task));
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
    land(flight, thrown);
  }

  private void land(Flight flight, @Nullable Throwable thrown) {
    boolean more;
    lock.lock();
    try {
      if (broken == null) broken = thrown;
      flights.remove(flight);
      more = broken == null && !queue.isEmpty();
      if (!more) room.signalAll();
      if (flights.isEmpty()) drained.signalAll();
      if (broken != null) drained.signalAll();
    } finally {
      lock.unlock();
    }
    if (more) beginNext();
  }

  /** Waits until all that was begun has ended. */
  public void awaitAll() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!(flights.isEmpty() && queue.isEmpty()) && broken == null) drained.await();
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

  /** Breaks off what still runs, and waits for its end. */
  @Override
  public void close() {
    List<Runnable> begun = new ArrayList<>();
    lock.lock();
    try {
      closed = true;
      queue.clear();
      for (Flight flight : flights) {
        if (flight.thread != null) flight.thread.interrupt();
        if (flight.breakOff != null) begun.add(flight.breakOff);
      }
    } finally {
      lock.unlock();
    }
    begun.forEach(Runnable::run);
    lock.lock();
    try {
      while (!flights.isEmpty()) drained.awaitUninterruptibly();
    } finally {
      lock.unlock();
    }
  }
}
