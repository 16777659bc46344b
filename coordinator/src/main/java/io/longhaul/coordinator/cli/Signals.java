package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.Exit;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Ctrl-C and SIGTERM: the first lets the command come to an orderly end, the second ends the
 * process at once.
 *
 * <p>The JDK has no public way to hear of a second signal; its own one, {@code sun.misc.Signal}, is
 * reached by name, for the compiler warns of it in a way that cannot be turned off.
 */
public final class Signals {
  private static final int SIGINT = 2;
  private static final List<String> NAMES = List.of("INT", "TERM");

  private final AtomicInteger caught = new AtomicInteger();
  private volatile Runnable first = () -> {};

  /** Signals that nobody sends but {@link #caught(int)}. */
  public Signals() {}

  /** From now on this process's own; the first of them interrupts that thread. */
  public static Signals ofThisProcess(Thread interrupted) {
    Signals signals = new Signals();
    signals.onFirst(interrupted::interrupt);
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      for (String name : NAMES) {
        Object ours =
            Proxy.newProxyInstance(
                handler.getClassLoader(), new Class<?>[] {handler}, signals.handling(signal));
        signal
            .getMethod("handle", signal, handler)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
      }
    } catch (ReflectiveOperationException e) {
      // this Java has no such class: a signal ends the process at once, which is safe too
    }
    return signals;
  }

  /** A proxy is asked for these by the map that it is kept in. */
  @SuppressWarnings("ReferenceEquality")
  private InvocationHandler handling(Class<?> signal) {
    return (proxy, method, arguments) -> {
      switch (method.getName()) {
        case "handle" -> caught((Integer) signal.getMethod("getNumber").invoke(arguments[0]));
        case "hashCode" -> {
          return System.identityHashCode(proxy);
        }
        case "equals" -> {
          return proxy == arguments[0];
        }
        case "toString" -> {
          return "Signals";
        }
        default -> {}
      }
      return null;
    };
  }

  /** What the first signal does instead of interrupting the command. */
  public void onFirst(Runnable action) {
    first = action;
  }

  /**
   * While a person is asked, nothing is under way that could come to an orderly end: the first
   * signal ends the process at once, for waiting for a line cannot be interrupted.
   */
  <T> T endingAtOnce(Supplier<T> asked) {
    Runnable before = first;
    first = () -> Runtime.getRuntime().halt(exit());
    try {
      return asked.get();
    } finally {
      first = before;
    }
  }

  /** One has come. */
  void caught(int number) {
    if (caught.compareAndSet(0, number)) first.run();
    else Runtime.getRuntime().halt(128 + number);
  }

  /** The exit status of a command that was interrupted. */
  int exit() {
    int number = caught.get();
    return number == 0 || number == SIGINT ? Exit.INTERRUPTED : 128 + number;
  }
}
