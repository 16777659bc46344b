package io.longhaul.bench.copies;

/**
 * The job that a program of ours is given.
 *
 * @param label behind the program's name; empty: as it is usual
 * @param cut where the first cuts come from; empty: as {@code init} advises for names like these
 * @param more lines of it
 * @param ofUnit what one of its units has in flight
 */
record JobFile(String label, String cut, String more, int ofUnit) {
  /** What one unit has in flight: its settings' default. */
  private static final int OF_A_UNIT = 32;

  private static final int UNIT = 1_000;
  private static final int ALPHABET = 16;

  static final JobFile USUAL = new JobFile("", "", "", OF_A_UNIT);

  /** The same with more lines. */
  static JobFile with(String label, String more) {
    return new JobFile(label, "", more, OF_A_UNIT);
  }

  /** The same, cut otherwise. */
  static JobFile cut(String label, String cut) {
    return new JobFile(label, cut, "", OF_A_UNIT);
  }

  String text(Course course) {
    return """
    kind: s3-copy
    source: s3://%s/
    target: s3://%s/
    cut: %s
    %s
    """
        .formatted(course.source(), course.target(), cut.isEmpty() ? hex(course) : cut, more);
  }

  /** As {@code init} advises: about a unit's objects behind each first cut. */
  private static String hex(Course course) {
    int depth = 1;
    for (long cuts = ALPHABET * ALPHABET; course.objects() / cuts >= UNIT; cuts *= ALPHABET)
      depth++;
    return "{by: hex, depth: %d}".formatted(depth);
  }
}
