package io.longhaul.stack;

/**
 * A table or queue that a stack cannot be without: looked at, and made where it is absent; never
 * altered, never deleted.
 *
 * <p>Both may be repeated, and be asked by several at once, with the same effect.
 *
 * <p>They throw {@link io.longhaul.access.NoAccess} for what only a person can mend, and {@link
 * StackUnreachable} for all else; both say what, where, and what to do.
 */
public interface StackResource {
  /** As a person knows it: {@code table longhaul-default}. */
  String name();

  /** How it stands; changes nothing. */
  Standing look() throws InterruptedException;

  /**
   * Makes it, unless it is there, and waits a bounded time until it takes requests.
   *
   * @return {@link Standing.Made}, or {@link Standing.There} if others made it or it was there
   */
  Standing make() throws InterruptedException;
}
