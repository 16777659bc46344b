package io.longhaul.embedded;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;

/** What a restart keeps, so that queue URLs and clients stay good. */
record Remembered(Ports ports, String accessKey, String secretKey, String ledgerPassword) {

  static Remembered fresh() {
    var random = new SecureRandom();
    String accessKey = "LOCAL" + random(random, 8).toUpperCase(Locale.ROOT);
    return new Remembered(Ports.FREE, accessKey, random(random, 20), random(random, 20));
  }

  private static String random(SecureRandom random, int bytes) {
    byte[] value = new byte[bytes];
    random.nextBytes(value);
    return HexFormat.of().formatHex(value);
  }

  Remembered on(Ports now) {
    return new Remembered(now, accessKey, secretKey, ledgerPassword);
  }

  @Override
  public String toString() {
    return "Remembered[" + ports + ", ***]";
  }
}
