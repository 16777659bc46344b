package io.longhaul.worker.loop;

import io.longhaul.queue.WorkQueue;
import io.longhaul.queue.WorkQueues;
import io.longhaul.unit.Tier;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A port of which every call passes by a test first, which may hold it up, or throw. */
final class Spoiled {
  private Spoiled() {}

  /** What is done before a call goes on to the port itself. */
  @FunctionalInterface
  interface Before {
    void call(String method, Object[] arguments) throws InterruptedException;
  }

  static <T> T port(Class<T> type, T real, Before before) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              before.call(method.getName(), arguments == null ? new Object[0] : arguments);
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  static WorkQueues queues(WorkQueues real, Before before) {
    return new WorkQueues() {
      @Override
      public WorkQueue of(Tier tier) {
        return port(WorkQueue.class, real.of(tier), before);
      }

      @Override
      public WorkQueue dead() {
        return port(WorkQueue.class, real.dead(), before);
      }

      @Override
      public WorkQueue named(String name) {
        return port(WorkQueue.class, real.named(name), before);
      }
    };
  }
}
