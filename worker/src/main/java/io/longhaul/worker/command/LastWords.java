package io.longhaul.worker.command;

import io.longhaul.text.Shown;
import io.longhaul.time.Alarm;
import io.longhaul.time.Time;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** The end of what a process said: all of it is read, and a few kilobytes are kept. */
final class LastWords {
  private static final int KEPT = 4 << 10;
  private static final int BLOCK = 8 << 10;
  private static final int MOST_LINES = 20;

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(64);

  private final byte[] kept = new byte[KEPT];
  private final Alarm looks;
  private final Alarm silent;
  private volatile boolean over;
  private long said;

  LastWords(Time time) {
    this.looks = time.alarm();
    this.silent = time.alarm();
  }

  /**
   * Reads what there is until it is over. It waits in no read: one that got away may hold the other
   * end for ever, and nothing ends a read.
   */
  void listen(InputStream to) {
    byte[] block = new byte[BLOCK];
    Duration pause = SHORTEST_PAUSE;
    try {
      while (true) {
        boolean last = over;
        int there = to.available();
        if (there > 0) {
          add(block, to.read(block, 0, Math.min(there, BLOCK)));
          pause = SHORTEST_PAUSE;
        } else if (last) {
          return;
        } else {
          looks.await(pause);
          pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
      }
    } catch (IOException e) {
      // closed: what was said so far is all there is
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      silent.ring();
    }
  }

  /** Who spoke has ended; what is still to be read is read. */
  void over() {
    over = true;
    looks.ring();
  }

  /** Waits until all is read, at most this long. */
  boolean awaitSilence(Duration atMost) throws InterruptedException {
    return silent.await(atMost);
  }

  private synchronized void add(byte[] block, int length) {
    for (int i = 0; i < length; i++) kept[(int) (said++ % KEPT)] = block[i];
  }

  /** The last lines that are not blank, each fit for a line of a terminal. */
  synchronized List<String> lines() {
    int length = (int) Math.min(said, KEPT);
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) bytes[i] = kept[(int) ((said - length + i) % KEPT)];
    List<String> lines =
        new String(bytes, StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .map(Shown::line)
            .toList();
    return lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size());
  }
}
