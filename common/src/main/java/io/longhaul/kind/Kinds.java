package io.longhaul.kind;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds a kind by its name. */
public final class Kinds {
  /** All that this version knows. */
  public static final Kinds ALL =
      new Kinds(List.of(new S3Copy(), new S3Verify(), new Command(), new Noop()));

  private final Map<String, Kind> kinds = new LinkedHashMap<>();

  public Kinds(List<Kind> all) {
    for (Kind kind : all) {
      if (kinds.put(kind.name(), kind) != null) {
        throw new IllegalArgumentException("two kinds of the name " + kind.name());
      }
    }
  }

  /**
   * @throws IllegalArgumentException with the kinds that there are, if it is none of them
   */
  public Kind named(String name) {
    Kind kind = kinds.get(name);
    if (kind != null) return kind;
    throw new IllegalArgumentException(
        "there is no kind '%s'; there are %s".formatted(name, String.join(", ", kinds.keySet())));
  }

  public Set<String> names() {
    return Set.copyOf(kinds.keySet());
  }
}
