package io.longhaul.bench.copies;

import io.longhaul.bench.nulls3.NullServer.Counts;

/** Objects that are streamed: many small ones, or a few large ones. */
enum Size {
  SMALL("4 KiB", 4 << 10, 200_000, 64, 5),
  LARGE("256 MiB", 256 << 20, 32, 8, 2);

  private final String label;
  private final long bytes;
  private final long objects;
  private final int inFlight;
  private final double goal;

  Size(String label, long bytes, long objects, int inFlight, double goal) {
    this.label = label;
    this.bytes = bytes;
    this.objects = objects;
    this.inFlight = inFlight;
    this.goal = goal;
  }

  String label() {
    return label;
  }

  /**
   * What a program does of it.
   *
   * @param part as of {@link Program#part}
   */
  Load load(int part) {
    return new Load(objects / part, bytes);
  }

  int inFlight() {
    return inFlight;
  }

  /** How many times as good as the best of the others is promised. */
  double goal() {
    return goal;
  }

  /** What CPU time is divided by: objects that are small, MiB of those that are large. */
  long units(Load load) {
    return this == SMALL ? load.objects() : load.inAll() >> 20;
  }

  /** How far it has come, in the same units. */
  long done(Counts counts) {
    return this == SMALL ? counts.puts() : counts.bytesIn() >> 20;
  }

  /** Objects per CPU-second, or GiB. */
  double perCpuSecond(double microsOfUnit) {
    double units = 1e6 / microsOfUnit;
    return this == SMALL ? units : units / 1024;
  }
}
