package io.longhaul.coordinator.grant.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What the Sids of one run's statements begin with: its name as far as a Sid can hold it, for who
 * reads it, and a digest of stack and run, so that no other run's begin so. A number follows.
 */
public record Sid(String base) {
  private static final int SHOWN = 40;
  private static final int DIGEST = 8;
  private static final Pattern NUMBER = Pattern.compile("N\\d{1,4}");

  public static Sid of(String stack, String run) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((stack + "/" + run).getBytes(StandardCharsets.UTF_8));
      String shown = run.replaceAll("[^A-Za-z0-9]", "");
      return new Sid(
          "Longhaul"
              + shown.substring(0, Math.min(SHOWN, shown.length()))
              + HexFormat.of().formatHex(digest, 0, DIGEST));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  String numbered(int number) {
    return base + "N" + number;
  }

  boolean isOf(String sid) {
    return sid.startsWith(base) && NUMBER.matcher(sid.substring(base.length())).matches();
  }
}
