package io.longhaul.embedded.hooks;

import io.longhaul.embedded.s3.protocol.S3Failure;
import java.io.InputStream;
import java.io.OutputStream;
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

  private static void act(Hook hook) {
    switch (hook.rule().action()) {
      case Action.Fail fail -> throw new S3Failure(fail.status(), fail.code(), fail.message());
      case Action.Delay delay -> hook.pause(delay.duration());
      case Action.Hold _ -> hook.hold();
      case Action.Cut _ -> throw new Cut();
    }
  }
}
