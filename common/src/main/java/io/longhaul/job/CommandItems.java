package io.longhaul.job;

import java.nio.charset.StandardCharsets;

/** What an item of a command may be: one line that a process can be handed as an argument. */
public final class CommandItems {
  /** A run's job holds so many of some twenty characters. */
  public static final int MOST = 65_536;

  private static final int LONGEST = 1_024;

  private CommandItems() {}

  /**
   * The item as it was given.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static String checked(String item) {
    if (item.isEmpty()) throw new IllegalArgumentException("is empty; write an item");
    if (item.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("holds a control character; an item is one line");
    }
    if (item.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      throw new IllegalArgumentException(
          "is longer than %,d bytes; write where it is instead".formatted(LONGEST));
    }
    return item;
  }
}
