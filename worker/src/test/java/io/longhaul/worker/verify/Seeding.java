package io.longhaul.worker.verify;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Objects that are equal on both sides, but for so many of each sort of difference. */
final class Seeding {
  /** What is found of each key that differs. */
  final Map<String, String> expected = new TreeMap<>();

  private final VerifyScene scene;
  private final Random random;

  Seeding(VerifyScene scene, long seed) {
    this.scene = scene;
    this.random = new Random(seed);
  }

  /** A sort of difference, and in which words it is found. */
  enum Sort {
    MISSING("missing"),
    EXTRA("extra"),
    FLIPPED("etag"),
    METADATA("metadata"),
    TAGS("tags"),
    OLDER("etag, older"),
    LONGER("size");

    final String words;

    Sort(String words) {
      this.words = words;
    }
  }

  /**
   * @param each so many of each sort
   */
  void sow(int objects, int each) throws Exception {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < objects; i++) keys.add(key(i));
    Collections.shuffle(keys, random);
    int at = 0;
    Map<Sort, List<String>> chosen = new TreeMap<>();
    for (Sort sort : Sort.values()) {
      chosen.put(sort, keys.subList(at, at + each));
      at += each;
    }
    for (String key : chosen.get(Sort.OLDER)) scene.target(key, text(key).toUpperCase(Locale.ROOT));
    scene.passSeconds(10);
    for (String key : keys) write(key, text(key));
    scene.passSeconds(10);
    for (String key : keys.subList(at, keys.size())) copy(key, text(key), Map.of("of", key));
    for (String key : chosen.get(Sort.FLIPPED)) copy(key, flipped(key), Map.of("of", key));
    for (String key : chosen.get(Sort.METADATA)) copy(key, text(key), Map.of("of", "another"));
    for (String key : chosen.get(Sort.LONGER)) copy(key, text(key) + "!", Map.of("of", key));
    for (String key : chosen.get(Sort.TAGS)) {
      copy(key, text(key), Map.of("of", key));
      scene.tag(VerifyScene.TO, "out/" + key, Map.of("kept", "another"));
    }
    for (String key : chosen.get(Sort.EXTRA)) {
      copy(key, text(key), Map.of());
      scene.store.remove(VerifyScene.FROM, "in/" + key);
    }
    chosen.forEach((sort, of) -> of.forEach(key -> expected.put(key, sort.words)));
    scene.passSeconds(10);
  }

  private String key(int i) {
    String letter = "0123456789ABCDEFgh_é\ud83d\ude00";
    int from = letter.offsetByCodePoints(0, random.nextInt(20));
    return Character.toString(letter.codePointAt(from)) + "/%05d".formatted(i);
  }

  private static String text(String key) {
    return "content of " + key;
  }

  private String flipped(String key) {
    char[] text = text(key).toCharArray();
    int at = random.nextInt("content of".length());
    text[at] = (char) (text[at] ^ 1);
    return new String(text);
  }

  private void write(String key, String text) throws InterruptedException {
    scene.put(VerifyScene.FROM, "in/" + key, text, Map.of("of", key));
    scene.tag(VerifyScene.FROM, "in/" + key, Map.of("kept", "yes"));
  }

  private void copy(String key, String text, Map<String, String> metadata)
      throws InterruptedException {
    scene.put(VerifyScene.TO, "out/" + key, text, metadata);
    scene.tag(VerifyScene.TO, "out/" + key, Map.of("kept", "yes"));
  }
}
