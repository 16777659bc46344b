package io.longhaul.s3;

import org.jspecify.annotations.Nullable;

/**
 * How a store encrypts an object with keys that it manages.
 *
 * @param algorithm {@code AES256}, {@code aws:kms} or {@code aws:kms:dsse}
 * @param keyId of the KMS key; null: the bucket's, or the account's own
 */
public record Encryption(String algorithm, @Nullable String keyId) {
  public static final Encryption S3 = new Encryption("AES256", null);

  public Encryption {
    if (algorithm.isEmpty()) throw new IllegalArgumentException("an encryption of no algorithm");
    if (keyId != null && !algorithm.startsWith("aws:kms")) {
      throw new IllegalArgumentException("a KMS key with " + algorithm);
    }
  }

  public static Encryption kms(@Nullable String keyId) {
    return new Encryption("aws:kms", keyId);
  }
}
