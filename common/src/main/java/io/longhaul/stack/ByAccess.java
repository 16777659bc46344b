package io.longhaul.stack;

import io.longhaul.job.StoreAccess;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Keeps one thing for each way of reaching a store: for the hundred that were asked for last. */
public final class ByAccess<V> {
  private static final int MOST = 100;

  private final Map<StoreAccess, V> kept = new LinkedHashMap<>(16, 0.75f, true);

  /** The one that is kept, or that is made now. */
  public synchronized V of(StoreAccess access, Function<StoreAccess, V> make) {
    V there = kept.get(access);
    if (there != null) return there;
    V made = make.apply(access);
    if (kept.size() == MOST) kept.remove(kept.keySet().iterator().next());
    kept.put(access, made);
    return made;
  }
}
