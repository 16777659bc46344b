package io.longhaul.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Spoils texts byte by byte, from a seed: what it makes is near what is right, or far from it. */
public final class Mutations {
  private static final int MOST = 6;
  private static final int LONGEST_PIECE = 24;

  private final Random random;
  private final List<byte[]> texts;
  private final List<byte[]> words;

  /**
   * @param texts to begin with, each right
   * @param words that mean something in them
   */
  public Mutations(long seed, List<String> texts, List<String> words) {
    this.random = new Random(seed);
    this.texts = texts.stream().map(Mutations::bytes).toList();
    this.words = words.stream().map(Mutations::bytes).toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** One of the texts with one to six mutations. */
  public byte[] next() {
    byte[] text = any(texts);
    for (int left = 1 + random.nextInt(MOST); left > 0; left--) text = mutated(text);
    return text;
  }

  private byte[] mutated(byte[] text) {
    int at = random.nextInt(text.length + 1);
    int end = Math.min(text.length, at + 1 + random.nextInt(LONGEST_PIECE));
    return switch (random.nextInt(7)) {
      case 0 -> with(text, at, Math.min(text.length, at + 1), new byte[] {aByte()});
      case 1 -> with(text, at, at, new byte[] {aByte()});
      case 2 -> with(text, at, end, new byte[0]);
      case 3 -> with(text, at, at, Arrays.copyOfRange(text, at, end));
      case 4 -> with(text, at, at, any(words));
      case 5 -> with(text, at, end, any(words));
      default -> with(text, at, text.length, tail());
    };
  }

  private byte aByte() {
    return (byte) (random.nextBoolean() ? random.nextInt(256) : ' ' + random.nextInt('~' - ' '));
  }

  private byte[] tail() {
    byte[] other = any(texts);
    return Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length);
  }

  private byte[] any(List<byte[]> some) {
    return some.get(random.nextInt(some.size()));
  }

  private static byte[] with(byte[] text, int from, int to, byte[] piece) {
    ByteArrayOutputStream all = new ByteArrayOutputStream(text.length + piece.length);
    all.write(text, 0, from);
    all.writeBytes(piece);
    all.write(text, to, text.length - to);
    return all.toByteArray();
  }
}
