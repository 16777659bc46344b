package io.longhaul.coordinator.infra;

import java.util.List;
import java.util.Optional;

/**
 * The resources of a stack as one thing that is changed as a whole or not at all.
 *
 * <p>Every method throws {@link io.longhaul.access.NoAccess} for what only a person can mend, and
 * {@link io.longhaul.stack.StackUnreachable} for all else; both say what, where, and what to do.
 */
public interface Formation {
  /** How it stands; empty: there is none. */
  Optional<Formed> look() throws InterruptedException;

  /**
   * As {@link #look()}, for one that may be gone meanwhile.
   *
   * @param id of a {@link Formed}
   */
  Optional<Formed> look(String id) throws InterruptedException;

  /** What would change, once it is known; until it is withdrawn or carried out it is kept. */
  Proposal propose(Blueprint blueprint) throws InterruptedException;

  /** Forgets a proposal, and what was only there to be proposed; may be repeated. */
  void withdraw(Proposal proposal) throws InterruptedException;

  /** Begins it and does not wait. */
  void carryOut(Proposal proposal) throws InterruptedException;

  /** Begins to delete all of it and does not wait; may be repeated. */
  void delete(String id) throws InterruptedException;

  /** What went wrong with which resource since it was last begun to change; each a line. */
  List<String> mishaps(String id) throws InterruptedException;

  /**
   * What it would not or could not remove as it was deleted, though it may be gone; each a line.
   */
  List<String> left(String id) throws InterruptedException;
}
