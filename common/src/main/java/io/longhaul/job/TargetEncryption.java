package io.longhaul.job;

import io.longhaul.job.form.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How copies are to be encrypted by the target's store.
 *
 * @param key id or ARN of the KMS key; null unless it is {@link How#KMS}
 */
public record TargetEncryption(How how, @Nullable String key) {
  /** Who says so. */
  public enum How {
    /** The target's bucket. */
    BUCKET_DEFAULT,
    /** The source: as it is encrypted, by the very key. */
    KEEP,
    /** The job: keys of S3's own. */
    SSE_S3,
    /** The job: this KMS key. */
    KMS
  }

  public static final TargetEncryption DEFAULT = new TargetEncryption(How.BUCKET_DEFAULT, null);

  private static final String KMS = "kms:";
  private static final List<String> WORDS =
      Stream.of(How.BUCKET_DEFAULT, How.KEEP, How.SSE_S3).map(Type.Word::of).toList();
  private static final String WHAT = String.join(", ", WORDS) + " or kms:KEY-ID";

  static final Type<TargetEncryption> TYPE =
      new Type.Text<>(
          WHAT,
          "bucket-default",
          Optional.of("^(%s|kms:[!-~]+)$".formatted(String.join("|", WORDS))),
          TargetEncryption::parse,
          TargetEncryption::toString,
          false);

  public TargetEncryption {
    if ((how == How.KMS) != (key != null)) throw new IllegalArgumentException(how + " by " + key);
    if (key != null && (key.isEmpty() || !key.chars().allMatch(c -> c > ' ' && c <= '~'))) {
      throw new IllegalArgumentException("kms: without a key's id; write kms:KEY-ID");
    }
  }

  /**
   * Reads a word, or {@code kms:} and a key's id.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static TargetEncryption parse(String text) {
    if (text.startsWith(KMS)) return new TargetEncryption(How.KMS, text.substring(KMS.length()));
    return Arrays.stream(How.values())
        .filter(how -> how != How.KMS && Type.Word.of(how).equals(text))
        .findFirst()
        .map(how -> new TargetEncryption(how, null))
        .orElseThrow(
            () -> new IllegalArgumentException("there is no '%s'; write %s".formatted(text, WHAT)));
  }

  @Override
  public String toString() {
    return key == null ? Type.Word.of(how) : KMS + key;
  }
}
