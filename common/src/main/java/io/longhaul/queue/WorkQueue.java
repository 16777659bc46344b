package io.longhaul.queue;

import io.longhaul.access.NoAccess;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * One tier's queue: at least once, in any order, and it may lose everything at any time.
 *
 * <p>Every method may throw {@link QueueUnavailable} after its own bounded retries, {@link
 * NoAccess} where asking again cannot help, and an unchecked exception for nothing else that a
 * caller could act on.
 */
public interface WorkQueue {
  /** The most that one request carries or returns. */
  int MAX_BATCH = 10;

  /** How long a received message stays hidden at most, unless it is deleted. */
  Duration VISIBILITY = Duration.ofSeconds(60);

  Duration LONGEST_DELAY = Duration.ofMinutes(15);

  /**
   * Sends any number, in batches.
   *
   * @return those that the broker did not take, entry by entry; empty when all went
   */
  List<Send> send(Collection<Send> messages);

  /**
   * Receives at most {@code max} (1 to {@link #MAX_BATCH}), waiting at most {@code wait} (0–20 s).
   */
  List<Message> receive(int max, Duration wait) throws InterruptedException;

  /**
   * As {@link #receive} without a wait, with all that is known of each: for a person's look at what
   * nobody reads.
   */
  List<Letter> look(int max) throws InterruptedException;

  /** Makes received messages visible again at once; a receipt that is too old is ignored. */
  void show(Collection<Message> messages);

  /**
   * Sends any text as it is, which need not be one of ours.
   *
   * @return whether the broker took it
   */
  boolean sendText(String body);

  /** Deletes; a receipt that fails or is too old is ignored, for a redelivery harms nobody. */
  void delete(Collection<Message> messages);

  /** Makes one visible again after so long, uncharged. */
  void returnLater(Message message, Duration after);

  /** About how many messages there are, visible, delayed and in flight; a hint like all here. */
  long depth();

  /** Removes everything. */
  void purge();
}
