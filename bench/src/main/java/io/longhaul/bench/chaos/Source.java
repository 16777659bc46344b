package io.longhaul.bench.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A bucket that is rewritten while it is copied, and that knows what it held at each moment, so
 * that it can tell what a copy of it must hold.
 */
final class Source {
  private static final int DELETED_OF_TEN = 1;
  private static final int NEW_OF_TEN = 2;

  private final Path bucket;
  private final Path drafts;
  private final Map<String, Held> held = new TreeMap<>();
  private final Map<String, Long> versions = new HashMap<>();
  private long step;
  private long changes;

  /**
   * What is at a key.
   *
   * @param born the step at which there began to be something
   */
  record Held(long version, long born) {}

  /**
   * @param buckets the folder whose folders are the buckets
   */
  Source(Path buckets, String name) throws IOException {
    this.bucket = Files.createDirectories(buckets.resolve(name));
    this.drafts = Files.createDirectories(buckets.resolve("drafts"));
  }

  synchronized void fill(int objects, Random random) throws IOException {
    while (held.size() < objects) write(freshKey(random));
    changes = 0;
  }

  /** Writes one anew, makes one or removes one; nothing, where the disk does not take it. */
  synchronized void change(Random random) throws IOException {
    int kind = random.nextInt(10);
    if (kind < DELETED_OF_TEN) {
      String key = anyKey(random);
      Files.delete(bucket.resolve(key));
      held.remove(key);
      changes++;
    } else {
      write(kind < DELETED_OF_TEN + NEW_OF_TEN ? freshKey(random) : anyKey(random));
    }
  }

  private void write(String key) throws IOException {
    long version = versions.getOrDefault(key, 0L) + 1;
    Path draft = drafts.resolve("draft");
    Path file = bucket.resolve(key);
    try {
      Files.createDirectories(file.getParent());
      Files.write(draft, Content.of(key, version));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
    step++;
    Held before = held.get(key);
    held.put(key, new Held(version, before == null ? step : before.born()));
    versions.put(key, version);
    changes++;
  }

  private String anyKey(Random random) {
    List<String> keys = List.copyOf(held.keySet());
    return keys.get(random.nextInt(keys.size()));
  }

  /** Some come back under the key of one that was removed. */
  private String freshKey(Random random) {
    String first = HexFormat.of().withUpperCase().toHexDigits((byte) random.nextInt(256));
    return "%s/object %d é.bin".formatted(first, random.nextInt(100));
  }

  synchronized Map<String, Held> now() {
    return Collections.unmodifiableMap(new TreeMap<>(held));
  }

  synchronized long changes() {
    return changes;
  }

  /**
   * What is wrong with a copy that began after {@code then} and has ended: a line each.
   *
   * <p>What was there all the time must be there, and not be older than it was then; whatever is
   * there must be, to the byte, what the source held once.
   */
  synchronized List<String> wrong(Map<String, Held> then, Path copy) throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String key : versions.keySet()) {
      Held before = then.get(key);
      Held now = held.get(key);
      long oldest =
          before != null && now != null && before.born() == now.born() ? before.version() : 0;
      judge(key, oldest, copy.resolve(key)).ifPresent(wrong::add);
    }
    try (Stream<Path> files = Files.walk(copy)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String key = copy.relativize(file).toString();
        if (!versions.containsKey(key)) wrong.add("'%s' was never at the source".formatted(key));
      }
    }
    return wrong;
  }

  /**
   * @param oldest that may be there; 0: there may be nothing
   */
  private static Optional<String> judge(String key, long oldest, Path file) throws IOException {
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return oldest == 0
          ? Optional.empty()
          : Optional.of("'%s' is lost: version %d".formatted(key, oldest));
    }
    OptionalLong version = Content.versionOf(key, content);
    if (version.isEmpty()) {
      return Optional.of(
          "'%s' holds bytes that its source never held: %d, of which the first are '%s'"
              .formatted(key, content.length, beginning(content)));
    }
    if (version.getAsLong() >= oldest) return Optional.empty();
    return Optional.of(
        "'%s' is version %d, and was %d before the copy began"
            .formatted(key, version.getAsLong(), oldest));
  }

  private static String beginning(byte[] content) {
    return new String(content, 0, Math.min(content.length, 40), UTF_8).replace('\n', ' ');
  }
}
