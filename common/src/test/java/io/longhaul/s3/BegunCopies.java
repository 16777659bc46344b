package io.longhaul.s3;

import io.longhaul.time.Deadline;
import io.longhaul.time.SystemTime;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A store whose copies are first begun without a wait, and made anew if they must, as units do. */
public final class BegunCopies {
  private static final long LONGEST_SECONDS = 60;

  private final SystemTime time = new SystemTime();
  private final ObjectStore store;

  private BegunCopies(ObjectStore store) {
    this.store = store;
  }

  public static ObjectStore of(ObjectStore store) {
    BegunCopies begun = new BegunCopies(store);
    return (ObjectStore)
        Proxy.newProxyInstance(
            ObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, args) ->
                method.getName().equals("copy")
                    ? begun.copy((CopyRequest) args[0], (Deadline) args[1])
                    : begun.pass(method, args));
  }

  private Object pass(Method method, Object[] args) throws Throwable {
    try {
      return method.invoke(store, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private Written copy(CopyRequest request, Deadline deadline) throws Exception {
    CompletableFuture<Optional<Written>> first = new CompletableFuture<>();
    CompletableFuture<Duration> pause = new CompletableFuture<>();
    Optional<Runnable> begun = store.begin(request, deadline, hearing(first, pause));
    if (begun.isEmpty()) return store.copy(request, deadline);
    Optional<Written> written;
    try {
      written = first.get(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      begun.get().run();
      first.get(LONGEST_SECONDS, TimeUnit.SECONDS);
      throw e;
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
    if (written.isPresent()) return written.get();
    Duration wait = pause.get();
    // whoever wants it only until then gives it up then
    time.sleep(wait.compareTo(deadline.remaining()) < 0 ? wait : Duration.ZERO);
    return store.copy(request, deadline);
  }

  private static FirstTry hearing(
      CompletableFuture<Optional<Written>> first, CompletableFuture<Duration> pause) {
    return new FirstTry() {
      @Override
      public void ended(Written written) {
        if (!first.complete(Optional.of(written))) throw new AssertionError("told twice");
      }

      @Override
      public void again(Duration wait) {
        pause.complete(wait);
        if (!first.complete(Optional.empty())) throw new AssertionError("told twice");
      }
    };
  }
}
