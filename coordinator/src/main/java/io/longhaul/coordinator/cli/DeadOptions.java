package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.dead.DeadFilter;
import io.longhaul.job.form.Nearest;
import io.longhaul.text.Shown;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.UnitId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which dead units are meant; the same on every command about them. */
final class DeadOptions {
  @Option(
      names = "--class",
      paramLabel = "CLASS",
      description = "Only units that died of this class, such as denied.")
  private @Nullable String failure;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Only units whose reason holds this, as it is shown or in full.")
  private @Nullable String reason;

  @Option(
      names = "--prefix",
      paramLabel = "KEYS",
      description = "Only units that may hold a key that begins so.")
  private @Nullable String prefix;

  @Option(names = "--unit", paramLabel = "ID", description = "Only this unit; may be repeated.")
  private List<String> units = List.of();

  @Option(names = "--limit", paramLabel = "N", description = "So many units at most.")
  private @Nullable Long limit;

  DeadFilter filter() {
    List<UnitId> ids = new ArrayList<>();
    for (String unit : units) ids.add(unit(unit));
    return new DeadFilter(
        failure(failure), narrowing("--reason", reason), narrowing("--prefix", prefix), ids);
  }

  /** An empty one would mean all of them, and most likely comes from a variable that is not set. */
  private static String narrowing(String option, @Nullable String text) {
    if (text == null) return "";
    if (text.isEmpty()) {
      throw CommandFailed.misused(option + " '': it is empty; leave it out if all are meant");
    }
    return text;
  }

  long limit() {
    return limit(limit);
  }

  /** As many as there are, if nobody says how many. */
  static long limit(@Nullable Long limit) {
    if (limit == null) return Long.MAX_VALUE;
    if (limit < 1) throw CommandFailed.misused("--limit %d: at least 1".formatted(limit));
    return limit;
  }

  private static UnitId unit(String text) {
    try {
      return new UnitId(text);
    } catch (IllegalArgumentException e) {
      throw CommandFailed.misused(
          "--unit '%s': an id is 20 characters of a-z 2-7".formatted(Shown.text(text)));
    }
  }

  static Optional<FailureClass> failure(@Nullable String word) {
    if (word == null) return Optional.empty();
    List<String> words = Arrays.stream(FailureClass.values()).map(FailureClass::word).toList();
    if (words.contains(word)) return Optional.of(FailureClass.of(word));
    throw CommandFailed.misused(
        "--class '%s' is none%s: %s"
            .formatted(
                Shown.text(word),
                Nearest.to(word, words).map(", did you mean '%s'?"::formatted).orElse(""),
                String.join(", ", words)));
  }
}
