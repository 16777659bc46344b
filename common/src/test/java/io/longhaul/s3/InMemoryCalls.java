package io.longhaul.s3;

import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import io.longhaul.unit.FailureClass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** How a call to the store in memory goes wrong, as a test chooses. */
final class InMemoryCalls {
  private final List<Runnable> held = new ArrayList<>();
  private final Time time;

  InMemoryCalls(Time time) {
    this.time = time;
  }

  /** Lets the requests land that were held back, in the order in which they were sent. */
  int landHeld() {
    List<Runnable> landing;
    synchronized (held) {
      landing = List.copyOf(held);
      held.clear();
    }
    landing.forEach(Runnable::run);
    return landing.size();
  }

  <T> T call(StoreCall call, StoreFault fault, Deadline deadline, Callable<T> effect)
      throws InterruptedException {
    if (Thread.interrupted()) throw new InterruptedException();
    if (deadline.passed()) throw timedOut(call);
    return switch (fault) {
      case StoreFault.None none -> now(effect);
      case StoreFault.CutAfter cut -> now(effect);
      case StoreFault.Fails fails -> throw fails.with().get();
      case StoreFault.AnswerLost lost -> {
        now(effect);
        throw lost.with().get();
      }
      case StoreFault.Slow slow -> {
        if (slow.by().compareTo(deadline.remaining()) >= 0) {
          yield late(call, slow.by(), deadline, effect);
        }
        time.sleep(slow.by());
        yield now(effect);
      }
      case StoreFault.Late late -> late(call, late.landsAfter(), deadline, effect);
      case StoreFault.Held ignored -> {
        synchronized (held) {
          held.add(() -> land(effect));
        }
        time.sleep(deadline.remaining());
        throw timedOut(call);
      }
    };
  }

  private <T> T late(StoreCall call, Duration after, Deadline deadline, Callable<T> effect)
      throws InterruptedException {
    time.start(
        "late " + call.op(),
        () -> {
          try {
            time.sleep(after);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return; // the wire was cut: it never lands
          }
          land(effect);
        });
    time.sleep(deadline.remaining());
    throw timedOut(call);
  }

  /** Whatever comes of it, there is nobody left to tell. */
  private static void land(Callable<?> effect) {
    try {
      now(effect);
    } catch (StoreException e) {
      assert e.failure() != FailureClass.DEFECT;
    }
  }

  private static <T> T now(Callable<T> effect) {
    try {
      return effect.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static StoreException timedOut(StoreCall call) {
    return InMemoryObjectStore.failure(
        FailureClass.UNAVAILABLE, "Timeout", call + ": deadline passed");
  }
}
