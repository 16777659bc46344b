package io.longhaul.worker.command;

import java.util.List;

/** What became of a process. */
sealed interface Ran {
  /**
   * It ended by itself.
   *
   * @param status 0: all went well
   * @param last lines that it said
   */
  record Ended(int status, List<String> last) implements Ran {}

  /** It was killed, for it took too long. */
  record TooLong(List<String> last) implements Ran {}

  /** It was killed, for its run is being cancelled. */
  record Cancelled() implements Ran {}

  /** It was not begun: this machine cannot. */
  record Unstarted(String why) implements Ran {}
}
