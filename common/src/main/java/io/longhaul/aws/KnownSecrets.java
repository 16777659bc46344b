package io.longhaul.aws;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The secrets that requests are made with. Servers, and what stands before them, may repeat a
 * request's headers where they refuse it: what they say is told to nobody before these are taken
 * out of it.
 */
public final class KnownSecrets {
  /** Of a place without secrets, and where they never go out. */
  public static final KnownSecrets NONE = new KnownSecrets(List.of());

  private static final String TAKEN_OUT = "(secret)";

  /** What is shorter is a word like any other, and no secret. */
  private static final int SHORTEST = 8;

  /** So much of a secret may stand where what was said is cut off. */
  private static final int LEAST_OF_IT = 4;

  /** A bound, for a chain of causes may be a circle. */
  private static final int MOST_CAUSES = 20;

  private final List<Supplier<List<String>>> sources;

  /**
   * @param sources asked for what there is now, once a server has refused a request
   */
  public KnownSecrets(List<Supplier<List<String>>> sources) {
    this.sources = List.copyOf(sources);
  }

  /** The same line with a word in the place of each, however it is cut off or written in a URL. */
  public String without(String said) {
    String left = said;
    for (String secret : all()) {
      String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
      Pattern there =
          Pattern.compile(
              "(%s|(?i:%s))(=|%%3[dD])*".formatted(Pattern.quote(secret), Pattern.quote(encoded)));
      left = there.matcher(left).replaceAll(TAKEN_OUT);
      left = withoutBeginning(withoutBeginning(left, secret), encoded);
    }
    return left;
  }

  private static String withoutBeginning(String said, String secret) {
    if (!said.endsWith(AwsFailures.CUT_OFF)) return said;
    String shown = said.substring(0, said.length() - AwsFailures.CUT_OFF.length());
    for (int length = secret.length() - 1; length >= LEAST_OF_IT; length--) {
      if (!shown.endsWith(secret.substring(0, length))) continue;
      return shown.substring(0, shown.length() - length) + TAKEN_OUT + AwsFailures.CUT_OFF;
    }
    return said;
  }

  /** Whether what was thrown, or what caused it, would tell one. */
  boolean isToldBy(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      String said = String.valueOf(cause.getMessage());
      if (!without(said).equals(said)) return true;
      cause = cause.getCause();
    }
    return false;
  }

  /** Without what fills up Base64, for a server may leave that away. */
  private List<String> all() {
    List<String> all = new ArrayList<>();
    for (Supplier<List<String>> source : sources) {
      for (String secret : found(source)) {
        String bare = secret.strip().replaceFirst("=+$", "");
        if (bare.length() >= SHORTEST) all.add(bare);
      }
    }
    all.sort(Comparator.comparingInt(String::length).reversed());
    return all;
  }

  /** What is not to be had now was not sent either. */
  private static List<String> found(Supplier<List<String>> source) {
    try {
      return source.get();
    } catch (RuntimeException e) {
      return List.of();
    }
  }
}
