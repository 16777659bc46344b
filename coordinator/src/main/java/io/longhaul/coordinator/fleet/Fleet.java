package io.longhaul.coordinator.fleet;

import io.longhaul.coordinator.CommandFailed;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The workers of a stack as a group: it is told how many are wanted, and sees to it that so many
 * are there.
 *
 * <p>Whoever sizes the fleet calls {@link #want} alone: a person by a command, a duty by itself.
 * All of it may be repeated, and be asked by several at once, with the same effect.
 *
 * <p>What only a person can mend throws {@link io.longhaul.access.NoAccess}, a wrong number {@link
 * CommandFailed}, all else {@link io.longhaul.stack.StackUnreachable}; each says what, where, and
 * what to do.
 */
public interface Fleet extends AutoCloseable {
  /** Where it is, as a person knows it; never a secret. */
  String where();

  /** How the group stands; empty: there is none. */
  Optional<Group> group() throws InterruptedException;

  /** Those that the group counts, whether they come, are there or go; in a steady order. */
  List<Member> members() throws InterruptedException;

  /**
   * Sets how many are wanted, and returns at once: they come and go by themselves. Of those that
   * are there, who is protected does not go.
   *
   * @throws CommandFailed if the group does not take that number, or there is none
   */
  void want(int workers) throws InterruptedException;

  /**
   * Keeps members from being chosen when fewer are wanted, or lets them be chosen again. One that
   * is not there any more, or not yet, is passed over.
   */
  void protect(Collection<String> members, boolean isProtected) throws InterruptedException;

  /**
   * Ends one, protected or not, and does not put another in its place: where the group would, one
   * fewer is wanted from then on.
   *
   * @return false if it is not there, or goes already
   * @throws CommandFailed if one fewer is less than the group takes
   */
  boolean end(String member) throws InterruptedException;

  /**
   * What its place has to say of launching more: what is missing, what is short, what costs.
   *
   * @param more how many more than are wanted now
   */
  List<Finding> look(Group group, int more) throws InterruptedException;

  @Override
  void close();
}
