package io.longhaul.unit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/**
 * The id of a unit: 20 characters of base32(SHA-256(parent id, ordinal)).
 *
 * <p>It follows from where the unit comes from, so a split that is repeated names the same
 * children.
 */
public record UnitId(String value) implements Comparable<UnitId> {
  private static final int LENGTH = 20;
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final Pattern FORM = Pattern.compile("[a-z2-7]{" + LENGTH + "}");

  public UnitId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("unit id '%s': 20 characters of a-z 2-7".formatted(value));
    }
  }

  /** The unit that a run begins as. */
  public static UnitId root(RunName run) {
    return hash("run/" + run.value());
  }

  /** The child that a unit's split lists at this place. */
  public UnitId child(int ordinal) {
    return hash(value + "/" + ordinal);
  }

  /** The unit that follows the stage which a unit's split opened. */
  public UnitId next() {
    return hash(value + "/next");
  }

  private static UnitId hash(String text) {
    byte[] digest;
    try {
      digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    StringBuilder id = new StringBuilder(LENGTH);
    long bits = 0;
    int held = 0;
    for (int i = 0; id.length() < LENGTH; i++) {
      bits = (bits << 8) | (digest[i] & 0xff);
      held += 8;
      while (held >= 5 && id.length() < LENGTH) {
        held -= 5;
        id.append(ALPHABET.charAt((int) (bits >> held) & 31));
      }
      bits &= 0xff;
    }
    return new UnitId(id.toString());
  }

  /** 0 to 15: the slice of the ledger's key space that the unit lies in. */
  public int slice() {
    return ALPHABET.indexOf(value.charAt(0)) >> 1;
  }

  @Override
  public int compareTo(UnitId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
