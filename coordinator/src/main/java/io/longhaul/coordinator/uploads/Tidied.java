package io.longhaul.coordinator.uploads;

import io.longhaul.s3.OpenUpload;
import java.util.ArrayList;
import java.util.List;

/**
 * What there was of open uploads when a run was over.
 *
 * @param aborted uploads of the run
 * @param kept uploads of the run whose dead units a redrive goes on with
 * @param unknown uploads that may be the run's, or anybody's
 * @param examples the first three of these
 */
public record Tidied(long aborted, long kept, long unknown, List<OpenUpload> examples) {
  static final Tidied NOTHING = new Tidied(0, 0, 0, List.of());

  private static final int MOST_EXAMPLES = 3;

  public Tidied {
    examples = examples.stream().limit(MOST_EXAMPLES).toList();
  }

  Tidied plus(Tidied other) {
    List<OpenUpload> all = new ArrayList<>(examples);
    all.addAll(other.examples);
    return new Tidied(aborted + other.aborted, kept + other.kept, unknown + other.unknown, all);
  }
}
