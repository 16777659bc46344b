package io.longhaul.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the rows of a manifest hold, and how they are read; it travels as text. */
public sealed interface Columns {
  /** Rows of S3 Batch Operations: bucket, key, and a version if there are three. */
  record Batch() implements Columns {
    @Override
    public String toString() {
      return "batch";
    }
  }

  /** What the AWS CLI printed. */
  record Log() implements Columns {
    @Override
    public String toString() {
      return "log";
    }
  }

  /** No rows: the manifest.json of an inventory, which names the files that have them. */
  record Index() implements Columns {
    @Override
    public String toString() {
      return "index";
    }
  }

  /** Rows of S3 Inventory, by the names of its fileSchema. */
  record Inventory(List<String> names) implements Columns {
    private static final List<String> KNOWN_BY_NAME = List.of("Bucket", "Key");

    public Inventory {
      names = List.copyOf(names);
      if (!names.containsAll(KNOWN_BY_NAME)) {
        throw new IllegalArgumentException(
            "fileSchema '%s' lacks Bucket or Key".formatted(String.join(", ", names)));
      }
    }

    static Inventory of(String schema) {
      List<String> names = new ArrayList<>();
      for (String name : schema.split(",", -1)) names.add(name.strip());
      return new Inventory(names);
    }

    @Override
    public String toString() {
      return INVENTORY + String.join(",", names);
    }
  }

  String INVENTORY = "inventory:";

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  static Columns of(String text) {
    if (text.startsWith(INVENTORY)) return Inventory.of(text.substring(INVENTORY.length()));
    return switch (text) {
      case "batch" -> new Batch();
      case "log" -> new Log();
      case "index" -> new Index();
      default -> throw new IllegalArgumentException("no columns are called '%s'".formatted(text));
    };
  }

  /**
   * Reads one line.
   *
   * @return empty: it names no object, as most lines of a log, or an empty one
   */
  default Optional<ManifestRow> read(String line) throws BadRow {
    if (line.isBlank()) return Optional.empty();
    return switch (this) {
      case Batch _ -> Optional.of(batch(CsvLine.fields(line)));
      case Inventory(List<String> names) -> Optional.of(inventory(names, CsvLine.fields(line)));
      case Log _ -> LogLine.read(line);
      case Index _ -> throw new BadRow("is no row of objects");
    };
  }

  private static ManifestRow batch(List<String> fields) throws BadRow {
    if (fields.size() < 2 || fields.size() > 3) {
      throw new BadRow("has %d columns; write bucket,key".formatted(fields.size()));
    }
    if (fields.size() == 3 && !fields.get(2).isBlank() && !fields.get(2).equals("null")) {
      throw new BadRow(
          "names the version '%s'; only what is current is copied: leave the versions out"
              .formatted(fields.get(2)));
    }
    return new ManifestRow(fields.get(0), UrlKey.decoded(fields.get(1)), 0, true);
  }

  private static ManifestRow inventory(List<String> names, List<String> fields) throws BadRow {
    if (fields.size() != names.size()) {
      throw new BadRow(
          "has %d columns, and fileSchema names %d".formatted(fields.size(), names.size()));
    }
    String size = field("Size", names, fields);
    boolean current =
        !truth("IsDeleteMarker", names, fields)
            && (!names.contains("IsLatest") || truth("IsLatest", names, fields));
    return new ManifestRow(
        field("Bucket", names, fields),
        UrlKey.decoded(field("Key", names, fields)),
        size.isEmpty() ? 0 : number(size),
        current);
  }

  private static String field(String name, List<String> names, List<String> fields) {
    int at = names.indexOf(name);
    return at < 0 ? "" : fields.get(at);
  }

  private static boolean truth(String name, List<String> names, List<String> fields) {
    return field(name, names, fields).toLowerCase(Locale.ROOT).equals("true");
  }

  private static long number(String text) throws BadRow {
    try {
      long number = Long.parseLong(text);
      if (number >= 0) return number;
    } catch (NumberFormatException e) {
      // said below
    }
    throw new BadRow("has the size '%s'".formatted(text));
  }
}
