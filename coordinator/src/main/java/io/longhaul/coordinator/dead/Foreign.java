package io.longhaul.coordinator.dead;

import io.longhaul.coordinator.dead.DeadLetters.Looked;
import java.util.ArrayList;
import java.util.List;

/**
 * What a look into the dead-letter queue saw, however much there was: numbers, and the first
 * foreign messages.
 */
public final class Foreign {
  /** So many are kept to be shown. */
  public static final int MOST_SHOWN = 20;

  private final List<LetterText> shown = new ArrayList<>();
  private long notices;
  private long stale;
  private long foreign;
  private Looked looked = new Looked(0, 0, false);

  /** Takes out what is stale, if it may, and nothing else. */
  public static Foreign look(DeadLetters letters, int most, boolean clear)
      throws InterruptedException {
    Foreign seen = new Foreign();
    seen.looked =
        letters.look(
            most,
            (letter, sort) -> {
              seen.count(new LetterText(letter, sort));
              return clear && sort == DeadLetters.Sort.STALE;
            });
    return seen;
  }

  private void count(LetterText letter) {
    switch (letter.sort()) {
      case NOTICE -> notices++;
      case STALE -> stale++;
      case UNKNOWN, FOREIGN -> {
        foreign++;
        if (shown.size() < MOST_SHOWN) shown.add(letter);
      }
    }
  }

  /** The first of them. */
  public List<LetterText> shown() {
    return List.copyOf(shown);
  }

  public long notices() {
    return notices;
  }

  /** Notices of units that are dead no more. */
  public long stale() {
    return stale;
  }

  public long foreign() {
    return foreign;
  }

  public int messages() {
    return looked.messages();
  }

  /** Whether all that was there was seen. */
  public boolean whole() {
    return looked.whole();
  }
}
