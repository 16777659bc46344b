package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.dead.DeadLetters;
import io.longhaul.queue.Letter;
import io.longhaul.text.Shown;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which foreign messages of the dead-letter queue are meant, and what becomes of them. */
final class LetterOptions {
  @Option(
      names = "--message",
      paramLabel = "ID",
      description = "Without RUN: this foreign message; may be repeated.")
  private List<String> messages = List.of();

  @Option(names = "--all", description = "Without RUN: all foreign messages.")
  private boolean all;

  @Option(names = "--delete", description = "Without RUN: delete them for good.")
  private boolean delete;

  @Option(
      names = "--move",
      paramLabel = "QUEUE",
      description = "Without RUN: move them to small, medium, large, or a queue of that name.")
  private @Nullable String move;

  @Option(names = "--yes", description = "With --delete: do not ask; needed without a terminal.")
  private boolean yes;

  boolean given() {
    return !messages.isEmpty() || all || delete || move != null || yes;
  }

  boolean delete() {
    return delete;
  }

  boolean yes() {
    return yes;
  }

  /** Where to; null: nowhere. */
  @Nullable String move() {
    return move;
  }

  boolean changes() {
    return delete || move != null;
  }

  /**
   * @throws CommandFailed if they do not fit each other
   */
  void check() {
    if (delete && move != null) {
      throw CommandFailed.misused("--delete and --move do not go together");
    }
    if (changes() && messages.isEmpty() != all) {
      throw CommandFailed.misused("say which: --message ID, or --all; 'longhaul dead' lists them");
    }
    if (!changes() && given()) {
      throw CommandFailed.misused("--message, --all and --yes go with --delete or --move");
    }
    if (move != null && !move.matches("[A-Za-z0-9_-]{1,80}(\\.fifo)?")) {
      throw CommandFailed.misused(
          "--move '%s': small, medium, large, or the name of a queue".formatted(Shown.text(move)));
    }
  }

  boolean names(Letter letter) {
    return messages.contains(letter.id());
  }

  boolean means(Letter letter, DeadLetters.Sort sort) {
    return sort.foreign() && (all || names(letter));
  }

  /** How many were named. */
  int named() {
    return (int) messages.stream().distinct().count();
  }
}
