package io.longhaul.s3.calls;

import io.longhaul.s3.CustomerKey;
import org.jspecify.annotations.Nullable;

/** How requests say a key of the customer's own. */
public final class CustomerKeyHeaders {
  private static final String OBJECT = "x-amz-server-side-encryption-customer-";
  private static final String SOURCE = "x-amz-copy-source-server-side-encryption-customer-";

  /** By which an answer says that the object is under such a key. */
  public static final String ALGORITHM = OBJECT + "algorithm";

  private CustomerKeyHeaders() {}

  /** Of the object that is written, or read. */
  public static void say(@Nullable CustomerKey key, TraitHeaders.To to) {
    say(OBJECT, key, to);
  }

  /** Of the one that is copied. */
  public static void saySource(@Nullable CustomerKey key, TraitHeaders.To to) {
    say(SOURCE, key, to);
  }

  private static void say(String prefix, @Nullable CustomerKey key, TraitHeaders.To to) {
    if (key == null) return;
    to.header(prefix + "algorithm", CustomerKey.ALGORITHM);
    to.header(prefix + "key", key.base64());
    to.header(prefix + "key-md5", key.md5());
  }
}
