package io.longhaul.s3.calls;

import io.longhaul.s3.CustomerKey;
import org.jspecify.annotations.Nullable;

/**
 * The keys of customers' own that objects are read and written with, by where these lie. Each is
 * looked up when a request needs it.
 */
public interface CustomerKeys {
  /** All objects are encrypted by keys that the store keeps. */
  CustomerKeys NONE = (bucket, key) -> null;

  /**
   * The key by which the object is written.
   *
   * @return null: none, the store encrypts it in its own way
   * @throws RuntimeException if there is one that cannot be had; {@code AwsFailures} knows what it
   *     means
   */
  @Nullable CustomerKey writing(String bucket, String key);

  /** The key by which the object is read; null: none. It fails as {@link #writing} does. */
  default @Nullable CustomerKey reading(String bucket, String key) {
    return writing(bucket, key);
  }

  /** The same, for objects that were not written by them. */
  default CustomerKeys forWriting() {
    CustomerKeys both = this;
    return new CustomerKeys() {
      @Override
      public @Nullable CustomerKey writing(String bucket, String key) {
        return both.writing(bucket, key);
      }

      @Override
      public @Nullable CustomerKey reading(String bucket, String key) {
        return null;
      }
    };
  }
}
