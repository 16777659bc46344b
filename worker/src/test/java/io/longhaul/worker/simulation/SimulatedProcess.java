package io.longhaul.worker.simulation;

import io.longhaul.time.Alarm;
import io.longhaul.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A process of the simulation, and its clock: its threads run, stand still while it is frozen, and
 * never run again once it is killed, wherever they were.
 */
final class SimulatedProcess implements Time {
  private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");

  private enum State {
    UP,
    FROZEN,
    DEAD
  }

  final String name;
  private final Scheduler scheduler;
  private final Duration skew;
  private final Thread.Builder.OfVirtual threads;
  private final List<Runnable> whileFrozen = new ArrayList<>();
  private State state = State.UP;
  private boolean ended;
  @Nullable Throwable uncaught;

  SimulatedProcess(String name, Scheduler scheduler, Duration skew) {
    this.name = name;
    this.scheduler = scheduler;
    this.skew = skew;
    Executor executor = this::schedule;
    this.threads = Scheduler.threadsOn(executor);
  }

  private void schedule(Runnable continuation) {
    switch (state) {
      case UP -> scheduler.ready(() -> go(continuation));
      case FROZEN -> whileFrozen.add(continuation);
      case DEAD -> {}
    }
  }

  /** What was ready when the process froze or died must not run either. */
  private void go(Runnable continuation) {
    switch (state) {
      case UP -> continuation.run();
      case FROZEN -> whileFrozen.add(continuation);
      case DEAD -> {}
    }
  }

  /** kill -9: nothing of it ever runs again. */
  void kill() {
    state = State.DEAD;
    whileFrozen.clear();
  }

  boolean dead() {
    return state == State.DEAD;
  }

  /** Its main thread has returned. */
  void end() {
    ended = true;
  }

  boolean ended() {
    return ended;
  }

  /** Stops it in its tracks, for so long. */
  void freeze(Duration howLong) {
    if (state != State.UP) return;
    state = State.FROZEN;
    scheduler.at(scheduler.nanos() + howLong.toNanos(), this::thaw);
  }

  /** This thread gets nowhere for so long, interrupted or not: a slow wire, a long pause. */
  void stall(Duration howLong) {
    long until = scheduler.nanos() + howLong.toNanos();
    Thread me = Thread.currentThread();
    scheduler.at(until, () -> LockSupport.unpark(me));
    boolean interrupted = false;
    while (scheduler.nanos() < until) {
      interrupted |= Thread.interrupted();
      LockSupport.park(this);
    }
    if (interrupted) me.interrupt();
  }

  private void thaw() {
    if (state != State.FROZEN) return;
    state = State.UP;
    List<Runnable> held = List.copyOf(whileFrozen);
    whileFrozen.clear();
    held.forEach(this::schedule);
  }

  @Override
  public Instant now() {
    return BEGIN.plusNanos(scheduler.nanos()).plus(skew);
  }

  @Override
  public long nanos() {
    return scheduler.nanos();
  }

  @Override
  public void sleep(Duration howLong) throws InterruptedException {
    if (!howLong.isPositive()) return;
    alarm().await(howLong);
  }

  @Override
  public Alarm alarm() {
    return new SimulatedAlarm();
  }

  @Override
  public Thread start(String thread, Runnable task) {
    return threads
        .name(name + "/" + thread)
        .start(() -> {
          try {
            task.run();
          } catch (Throwable e) {
            uncaught = e;
          }
        });
  }

  private final class SimulatedAlarm implements Alarm {
    private boolean rung;
    private @Nullable Thread waiter;

    @Override
    public void ring() {
      rung = true;
      if (waiter != null) LockSupport.unpark(waiter);
    }

    @Override
    public boolean await(Duration atMost) throws InterruptedException {
      long until = scheduler.nanos() + Math.max(0, atMost.toNanos());
      Thread me = Thread.currentThread();
      waiter = me;
      if (!rung && until > scheduler.nanos()) {
        scheduler.at(until, () -> LockSupport.unpark(me));
      }
      try {
        while (!rung && scheduler.nanos() < until) {
          if (Thread.interrupted()) throw new InterruptedException();
          LockSupport.park(this);
        }
        if (Thread.interrupted()) throw new InterruptedException();
        boolean was = rung;
        rung = false;
        return was;
      } finally {
        waiter = null;
      }
    }
  }
}
