package io.longhaul.bench.copies;

import io.longhaul.bench.Child;
import java.io.IOException;
import java.time.Duration;

/** One of those that are held beside each other. */
interface Program {
  /** One word, for the tables. */
  String name();

  /**
   * It does one part in so many of what the quickest does, for else one of them would take all day.
   */
  int part();

  /** Begins the course, in a process of its own that ends by itself. */
  Begun begin(Course course) throws IOException, InterruptedException;

  /**
   * A process at work.
   *
   * @param before what another took that prepared the work, and has ended
   */
  record Begun(Child child, Duration before) {}
}
