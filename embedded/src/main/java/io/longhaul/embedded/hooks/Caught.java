package io.longhaul.embedded.hooks;

import io.longhaul.embedded.s3.protocol.S3Failure;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One request and the hooks that it meets on its way. */
public final class Caught {
  public static final Caught BY_NONE = new Caught(List.of());

  private final List<Hook> hooks;

  Caught(List<Hook> hooks) {
    this.hooks = hooks;
  }

  /** Does what the hooks of this point do: returns late, or throws a failure or {@link Cut}. */
  public void at(Point point) {
    for (Hook hook : hooks) {
      if (hook.rule().point() == point) act(hook);
    }
  }

  /**
   * Tells the hooks how the request ended.
   *
   * @param status 0 if it was cut before an answer
   */
  public void answered(int status) {
    for (Hook hook : hooks) hook.answered(status);
  }

  public InputStream body(InputStream in) {
    InputStream wrapped = in;
    for (Hook hook : hooks) {
      if (hook.rule().point() == Point.BODY) {
        wrapped = new WatchedInput(wrapped, hook.rule().afterBytes(), () -> act(hook));
      }
    }
    return wrapped;
  }

  public OutputStream body(OutputStream out) {
    OutputStream wrapped = out;
    for (Hook hook : hooks) {
      if (hook.rule().point() == Point.BODY) {
        wrapped = new WatchedOutput(wrapped, hook.rule().afterBytes(), () -> act(hook));
      }
    }
    return wrapped;
  }

  /** What a page of a listing shows of these, and in which order. */
  public <T> List<T> page(List<T> objects) {
    boolean unsorted =
        hooks.stream().anyMatch(hook -> hook.rule().action() instanceof Action.Unsort);
    if (!unsorted || objects.size() < 2) return objects;
    List<T> page = new ArrayList<>(objects);
    Collections.swap(page, 0, 1);
    return page;
  }

  private static void act(Hook hook) {
    switch (hook.rule().action()) {
      case Action.Fail fail -> throw new S3Failure(fail.status(), fail.code(), fail.message());
      case Action.Delay delay -> hook.pause(delay.duration());
      case Action.Hold _ -> hook.hold();
      case Action.Cut _ -> throw new Cut();
      case Action.Unsort _ -> {} // a listing asks for it by itself
    }
  }
}
