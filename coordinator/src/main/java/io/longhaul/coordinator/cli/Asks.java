package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.CommandFailed;

/** Asks a person for the name of what is about to be changed or lost. */
final class Asks {
  private Asks() {}

  /**
   * Waits for the word.
   *
   * @param what is about to happen, as the beginning of a sentence
   * @param remedy what to say where no terminal is
   * @throws CommandFailed if it is not typed
   */
  static void forWord(Surroundings surroundings, String what, String word, String remedy)
      throws InterruptedException {
    if (surroundings.streams().columns().isEmpty()) {
      throw CommandFailed.misused(
          "%s, and no terminal is here to ask at; %s".formatted(what, remedy));
    }
    surroundings.say("%s; type '%s' to go on:".formatted(what, word));
    String typed = surroundings.signals().endingAtOnce(surroundings.streams().typed()).orElse("");
    if (Thread.interrupted()) throw new InterruptedException();
    if (!typed.strip().equals(word)) {
      throw CommandFailed.misused("that is not '%s': nothing was changed".formatted(word));
    }
  }
}
