package io.longhaul.stack;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How S3 is asked: by our own requests, or by the AWS SDK's. */
public enum DataPlane {
  VERTX,
  SDK;

  public static final String FLAG = "--data-plane";
  public static final String VARIABLE = "LONGHAUL_DATA_PLANE";

  static final DataPlane DEFAULT = VERTX;

  /** As it is written. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * That which the environment names, else ours.
   *
   * @throws IllegalArgumentException if it names none that there is
   */
  public static DataPlane fromEnvironment(Map<String, String> environment) {
    String word = environment.getOrDefault(VARIABLE, "");
    return word.isEmpty() ? DEFAULT : of(word, VARIABLE);
  }

  /**
   * Reads one.
   *
   * @param from the flag or the variable that said it
   * @throws IllegalArgumentException if it is none, naming where it came from
   */
  public static DataPlane of(String word, String from) {
    return Arrays.stream(values())
        .filter(plane -> plane.word().equals(word))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("%s '%s': write %s".formatted(from, word, words())));
  }

  private static String words() {
    return Arrays.stream(values()).map(DataPlane::word).collect(Collectors.joining(" or "));
  }
}
