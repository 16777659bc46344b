package io.longhaul.job;

import io.longhaul.job.form.Type;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** What bytes are: their SHA-256, in 64 lower-case hex digits. */
public record Sha256(String hex) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");
  private static final int BLOCK = 1 << 16;

  public static final Type.Text<Sha256> TYPE =
      new Type.Text<>(
          "a SHA-256 in 64 lower-case hex digits",
          "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
          Optional.of("^" + FORM.pattern() + "$"),
          Sha256::new,
          Sha256::hex,
          false);

  public Sha256 {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no SHA-256; write 64 lower-case hex digits, as sha256sum prints them"
              .formatted(hex));
    }
  }

  /** A digest that bytes are yet to be told to. */
  public static MessageDigest begun() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Of all that was told to it. */
  public static Sha256 of(MessageDigest digest) {
    return new Sha256(HexFormat.of().formatHex(digest.digest()));
  }

  public static Sha256 of(Path file) throws IOException {
    MessageDigest digest = begun();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] block = new byte[BLOCK];
      for (int got = in.read(block); got >= 0; got = in.read(block)) digest.update(block, 0, got);
    }
    return of(digest);
  }

  @Override
  public String toString() {
    return hex;
  }
}
