package io.longhaul.bench.copies;

import io.longhaul.bench.nulls3.NullServer.Counts;

/** How large objects are brought over in parts. */
enum Way {
  /** The store copies each part by itself: what counts is how many there are. */
  COPIED("copied", "", 256L << 20, 64),
  /** Each part goes through this machine: what counts is how many bytes there are. */
  STREAMED("streamed", "copy: {route: streamed}", 64L << 20, 8);

  /** Of parts, in one unit of ours or one object of others. */
  static final int TOGETHER = 8;

  /** How many objects of the whole size the long job has, where bytes cost nothing. */
  private static final long MANY = 2_500;

  private final String label;
  private final String job;
  private final long part;
  private final int inFlight;

  Way(String label, String job, long part, int inFlight) {
    this.label = label;
    this.job = job;
    this.part = part;
    this.inFlight = inFlight;
  }

  String label() {
    return label;
  }

  JobFile job() {
    return new JobFile("-" + label, "", job, TOGETHER);
  }

  /** What all are told that let it be chosen, and ours takes by itself: bytes of a part. */
  long part() {
    return part;
  }

  /** Requests at once, for each program the same. */
  int inFlight() {
    return inFlight;
  }

  /** What is to be done once. */
  Load once(long gib) {
    return new Load(1, gib << 30, Data.JOINED);
  }

  /**
   * What is done until it is warm, and on from there.
   *
   * @param less as of {@link Program#part}
   */
  Load often(long gib, int less) {
    return switch (this) {
      case COPIED -> new Load(Math.max(1, MANY / less), gib << 30, Data.JOINED);
      case STREAMED -> new Load(1, Math.max(1, gib / less) << 30, Data.JOINED);
    };
  }

  long parts(Load load) {
    return load.objects() * Math.ceilDiv(load.bytes(), part);
  }

  /** What CPU time is divided by: parts, or MiB. */
  long units(Load load) {
    return this == COPIED ? parts(load) : load.inAll() >> 20;
  }

  /** How far it has come, in the same units. */
  long done(Counts counts) {
    return this == COPIED ? counts.partCopies() : counts.bytesIn() >> 20;
  }

  /** GiB per CPU-second. */
  double gibPerCpuSecond(double microsOfUnit) {
    double gibOfUnit = (double) (this == COPIED ? part : 1 << 20) / (1 << 30);
    return gibOfUnit * 1e6 / microsOfUnit;
  }
}
