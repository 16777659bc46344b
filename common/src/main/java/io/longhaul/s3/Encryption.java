package io.longhaul.s3;

import org.jspecify.annotations.Nullable;

/**
 * How a store encrypts an object.
 *
 * @param algorithm {@code AES256}, {@code aws:kms} or {@code aws:kms:dsse} by keys that the store
 *     manages; that of {@link #CUSTOMERS} by a key that it does not keep
 * @param keyId of the KMS key; null: the bucket's, or the account's own
 */
public record Encryption(String algorithm, @Nullable String keyId) {
  public static final Encryption S3 = new Encryption("AES256", null);

  /**
   * By a key of the customer's own. It is only ever read: what is to be encrypted so is written by
   * a store that knows the {@link CustomerKey}.
   */
  public static final Encryption CUSTOMERS = new Encryption("customer-key", null);

  public Encryption {
    if (algorithm.isEmpty()) throw new IllegalArgumentException("an encryption of no algorithm");
    if (keyId != null && !algorithm.startsWith("aws:kms")) {
      throw new IllegalArgumentException("a KMS key with " + algorithm);
    }
  }

  public boolean isCustomers() {
    return algorithm.equals(CUSTOMERS.algorithm);
  }

  /** Whether an ETag under it is no MD5 of the bytes, though it may look like one. */
  public boolean hidesMd5() {
    return isCustomers() || algorithm.startsWith("aws:kms");
  }

  public static Encryption kms(@Nullable String keyId) {
    return new Encryption("aws:kms", keyId);
  }
}
