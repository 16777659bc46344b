package io.longhaul.embedded.hooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The hooks of one server, in the order in which they were made. */
public final class Hooks {
  /** More is a leak in a test. */
  private static final int MOST = 1_000;

  private final Map<Long, Hook> hooks = new ConcurrentSkipListMap<>();
  private final AtomicLong ids = new AtomicLong();

  public Hook add(Rule rule) {
    if (hooks.size() >= MOST) throw new IllegalStateException("more than " + MOST + " hooks");
    long id = ids.incrementAndGet();
    var hook = new Hook(Long.toString(id), rule);
    hooks.put(id, hook);
    return hook;
  }

  public List<Hook> all() {
    return List.copyOf(hooks.values());
  }

  public Optional<Hook> find(String id) {
    return hooks.values().stream().filter(hook -> hook.id().equals(id)).findFirst();
  }

  /** Releases what it holds. */
  public void remove(Hook hook) {
    hooks.values().remove(hook);
    hook.release();
  }

  public void clear() {
    for (Hook hook : all()) remove(hook);
  }

  /** The hooks that this request meets; each counts it now. */
  public Caught take(String call, @Nullable String bucket, @Nullable String key) {
    if (hooks.isEmpty()) return Caught.BY_NONE;
    var taken = new ArrayList<Hook>();
    for (Hook hook : hooks.values()) {
      if (hook.rule().fits(call, bucket, key) && hook.take()) taken.add(hook);
    }
    return taken.isEmpty() ? Caught.BY_NONE : new Caught(taken);
  }
}
