package io.longhaul.job;

import io.longhaul.job.form.Choice;
import io.longhaul.job.form.Field;
import io.longhaul.job.form.Form;
import io.longhaul.job.form.InvalidField;
import io.longhaul.job.form.Type;
import io.longhaul.job.form.Values;
import io.longhaul.unit.KeyOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the first cuts of the key space come from. */
public sealed interface Cut {
  /** More first cuts than this do not help: workers cut further by themselves. */
  int MOST = 65_536;

  int DEEPEST = 4;

  /**
   * At every combination of {@code depth} characters. No key is missed that has others: they lie in
   * the first range, in the last one or between two cuts.
   */
  record Hex(Alphabet alphabet, int depth) implements Cut {
    public Hex {
      UnitBudget.within("depth", DEPTH_BOUNDS, depth);
      if (Math.pow(alphabet.size(), depth) > MOST) {
        throw new InvalidField(
            "depth",
            "%d of %d characters makes more than %,d first cuts; write a smaller depth"
                .formatted(depth, alphabet.size(), MOST));
      }
    }

    /** How many ranges it makes. */
    public int count() {
      return (int) Math.pow(alphabet.size(), depth);
    }
  }

  /**
   * Only keys that begin with one of these, below the source's prefix; sorted, overlaps merged.
   *
   * @param list empty: what {@code from} holds, which submitting finds out
   * @param from where they were read from, or will be: an address such as s3://bucket/key, or a
   *     local path; null: the job says them itself
   */
  record Prefixes(List<String> list, @Nullable String from) implements Cut {
    public Prefixes {
      if (list.isEmpty() && from == null) {
        throw new InvalidField(
            "prefixes", "is missing; write a list, each a prefix, or where one is: 'list: …'");
      }
      if (list.size() > MOST) throw new InvalidField("prefixes", "name 1 to %,d".formatted(MOST));
      if (from != null) Cut.inS3("list", from);
      list = merged(list);
    }

    public Prefixes(List<String> list) {
      this(list, null);
    }

    private @Nullable List<String> named() {
      return list.isEmpty() ? null : list;
    }

    /** In byte order whatever begins with a prefix follows it at once. */
    private static List<String> merged(List<String> given) {
      List<String> kept = new ArrayList<>();
      for (String prefix : given.stream().sorted(KeyOrder.BYTES).toList()) {
        if (kept.isEmpty() || !prefix.startsWith(kept.getLast())) kept.add(prefix);
      }
      return List.copyOf(kept);
    }
  }

  /**
   * Nobody knows how names are distributed: workers look where keys lie, and cut there. No key is
   * missed, wherever the cuts fall.
   */
  record Ranges() implements Cut {}

  /** What a manifest's rows are. */
  enum Rows {
    /** bucket,key as S3 Batch Operations takes it. */
    CSV,
    /** The manifest.json of S3 Inventory. */
    INVENTORY,
    /** What the AWS CLI printed of copies that failed. */
    LOG
  }

  /**
   * Only objects that a list names. What it names is pinned when the job is submitted: a list in S3
   * by its ETag, a local one by its keys.
   *
   * @param manifest an address such as s3://bucket/key, or a local path
   * @param etag of the list in S3; null: not pinned yet, or a local one
   * @param bytes of the list in S3; 0: not pinned
   * @param keys of a local list; empty: not pinned yet, or in S3
   */
  record Manifest(String manifest, Rows rows, @Nullable String etag, long bytes, List<String> keys)
      implements Cut {
    public Manifest {
      keys = List.copyOf(keys);
      if (manifest.isBlank()) {
        throw new InvalidField("manifest", "write s3://bucket/key, or the path of a local file");
      }
      if (bytes < 0) throw new InvalidField("bytes", bytes + ": not below 0");
      Cut.inS3("manifest", manifest);
    }

    /** As a job file has it. */
    public Manifest(String manifest, Rows rows) {
      this(manifest, rows, null, 0, List.of());
    }

    /** Where it lies in S3; empty: on the machine that submits. */
    public Optional<S3Location> inS3() {
      return Cut.inS3("manifest", manifest);
    }

    /** As a job file has it that does not say what it is pinned to. */
    public Manifest unpinned() {
      return new Manifest(manifest, rows);
    }

    private @Nullable Long size() {
      return bytes == 0 ? null : bytes;
    }

    private @Nullable List<String> pinnedKeys() {
      return keys.isEmpty() ? null : keys;
    }
  }

  /**
   * Where a list lies in S3; empty: on the machine that submits.
   *
   * @throws InvalidField if it is an address that names no object
   */
  static Optional<S3Location> inS3(String field, String list) {
    if (!list.startsWith("s3://")) return Optional.empty();
    S3Location at;
    try {
      at = S3Location.parse(list);
    } catch (IllegalArgumentException e) {
      throw new InvalidField(field, String.valueOf(e.getMessage()));
    }
    if (at.prefix().isEmpty()) {
      throw new InvalidField(field, "'%s' names no object".formatted(list));
    }
    return Optional.of(at);
  }

  Type.Whole DEPTH_BOUNDS = new Type.Whole(1, DEEPEST);

  Hex DEFAULT = new Hex(Alphabet.UPPER_HEX, 1);

  Field<Hex, Alphabet> ALPHABET =
      Field.defaulted(
          "alphabet",
          Alphabet.TYPE,
          DEFAULT.alphabet(),
          Hex::alphabet,
          "The characters that names begin with: upper-hex, lower-hex, or all of them in byte"
              + " order.");

  Field<Hex, Integer> DEPTH =
      Field.defaulted(
          "depth",
          DEPTH_BOUNDS,
          DEFAULT.depth(),
          Hex::depth,
          "How many characters deep (1 to 4, at most 65,536 cuts). Aim at about 1,000 objects"
              + " each.");

  Field<Prefixes, List<String>> PREFIXES =
      Field.optional(
          "prefixes",
          new Type.Many<>(
              new Type.Text<>(
                  "a prefix", "0A/", Optional.empty(), text -> text, text -> text, false),
              MOST),
          Prefixes::named,
          "Only keys that begin with one of these, below the source; they need not end in /.");

  Field<Prefixes, String> LIST =
      Field.optional(
          "list",
          new Type.Text<>(
              "an address such as s3://bucket/key or a path",
              "s3://my-lists/prefixes.txt",
              Optional.empty(),
              text -> text,
              text -> text,
              false),
          Prefixes::from,
          "Or where they are, one a line: s3://bucket/key, or a file on this machine.");

  Field<Manifest, String> MANIFEST =
      Field.needed(
          "manifest",
          new Type.Text<>(
              "an address such as s3://bucket/key or a path",
              "s3://my-lists/objects.csv",
              Optional.empty(),
              text -> text,
              text -> text,
              false),
          Manifest::manifest,
          "The list: s3://bucket/key, also packed by gzip (.gz), or a small file on this machine.");

  Field<Manifest, Rows> ROWS =
      Field.defaulted(
          "rows",
          new Type.Word<>(Rows.class),
          Rows.CSV,
          Manifest::rows,
          "csv: bucket,key with keys URL-encoded. inventory: an S3 Inventory's manifest.json. log:"
              + " what 'aws s3 sync' printed of copies that failed.");

  Field<Manifest, String> ETAG =
      Field.<Manifest, String>optional(
              "etag",
              new Type.Text<>(
                  "an ETag", "0123456789abcdef", Optional.empty(), t -> t, t -> t, false),
              Manifest::etag,
              "What the list in S3 must be; submit fills it in.")
          .unproposed();

  Field<Manifest, Long> BYTES =
      Field.<Manifest, Long>optional(
              "bytes",
              new Type.Text<>(
                  "a number of bytes",
                  "1000",
                  Optional.of("^[0-9]{1,15}$"),
                  Long::parseLong,
                  size -> Long.toString(size),
                  false),
              Manifest::size,
              "How large the list in S3 is; submit fills it in.")
          .unproposed();

  Field<Manifest, List<String>> KEYS =
      Field.<Manifest, List<String>>optional(
              "keys",
              new Type.Many<>(
                  new Type.Text<>("a key", "0A/1.json", Optional.empty(), t -> t, t -> t, false),
                  MOST),
              Manifest::pinnedKeys,
              "What a list on this machine names; submit fills it in.")
          .unproposed();

  Choice<Cut> CHOICE =
      new Choice<>(
          "by",
          "hex cuts at every combination of an alphabet's characters; ranges looks where keys lie;"
              + " prefixes takes a list of beginnings, manifest one of objects.",
          List.of(
              Form.of(
                  Hex.class,
                  "hex",
                  "Cuts at every combination of characters; keys with others are not missed.",
                  List.of(ALPHABET, DEPTH),
                  values -> new Hex(values.get(ALPHABET), values.get(DEPTH))),
              Form.of(
                  Ranges.class,
                  "ranges",
                  "Looks where keys lie and cuts there, whatever names are like.",
                  List.of(),
                  values -> new Ranges()),
              Form.of(
                  Prefixes.class,
                  "prefixes",
                  "Takes a list of prefixes and nothing else.",
                  List.of(PREFIXES, LIST),
                  values -> prefixes(values)),
              Form.of(
                  Manifest.class,
                  "manifest",
                  "Takes the objects that a list names and nothing else.",
                  List.of(MANIFEST, ROWS, ETAG, BYTES, KEYS),
                  values -> manifest(values))));

  private static Prefixes prefixes(Values values) {
    List<String> list = values.getOrNull(PREFIXES);
    return new Prefixes(list == null ? List.of() : list, values.getOrNull(LIST));
  }

  private static Manifest manifest(Values values) {
    Long bytes = values.getOrNull(BYTES);
    List<String> keys = values.getOrNull(KEYS);
    return new Manifest(
        values.get(MANIFEST),
        values.get(ROWS),
        values.getOrNull(ETAG),
        bytes == null ? 0 : bytes,
        keys == null ? List.of() : keys);
  }
}
