package io.longhaul.embedded.s3.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longhaul.embedded.s3.protocol.Digests;
import io.longhaul.embedded.s3.protocol.S3Failure;
import io.longhaul.embedded.s3.store.Draft;
import io.longhaul.embedded.s3.store.Entry;
import io.longhaul.embedded.s3.store.UploadInfo;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key of the customer's own that a request brings along (SSE-C). Who does not bring it, does not
 * get the object; but nothing is encrypted here, so that files stay what they are.
 *
 * @param md5 of the key, in Base64: all that is kept of it
 */
record CustomerKey(String md5) {
  private static final String PREFIX = "x-amz-server-side-encryption-customer-";
  private static final String SOURCE = "x-amz-copy-source-server-side-encryption-customer-";
  private static final int BYTES = 32;

  static final String ALGORITHM = PREFIX + "algorithm";
  static final String MD5 = PREFIX + "key-md5";

  /** Checked as S3 does; null: there is none. */
  static @Nullable CustomerKey of(Call call) {
    return of(call, PREFIX);
  }

  private static @Nullable CustomerKey of(Call call, String prefix) {
    String algorithm = call.header(prefix + "algorithm");
    String key = call.header(prefix + "key");
    String md5 = call.header(prefix + "key-md5");
    if (algorithm == null && key == null && md5 == null) return null;
    if (!"AES256".equals(algorithm) || key == null || md5 == null) {
      throw S3Failure.invalidArgument(
          "Requests specifying Server Side Encryption with Customer provided keys must provide a"
              + " valid encryption algorithm and an appropriate secret key.");
    }
    byte[] bits = decoded(key);
    if (bits.length != BYTES) {
      throw S3Failure.invalidArgument("The secret key was invalid for the specified algorithm.");
    }
    if (!Base64.getEncoder().encodeToString(Digests.md5().digest(bits)).equals(md5)) {
      throw S3Failure.invalidArgument(
          "The calculated MD5 hash of the key did not match the hash that was provided.");
    }
    return new CustomerKey(md5);
  }

  private static byte[] decoded(String key) {
    try {
      return Base64.getDecoder().decode(key);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  /** Whether the object has an ETag that is no MD5. */
  static boolean isOver(Entry entry) {
    return entry.headers().containsKey(MD5);
  }

  /** Lets only the object's own key read it, and none that it is not under. */
  static void checkRead(Call call, Entry entry) {
    check(of(call, PREFIX), entry.headers());
  }

  /** The same of what is copied. */
  static void checkSource(Call call, Entry entry) {
    check(of(call, SOURCE), entry.headers());
  }

  private static void check(@Nullable CustomerKey brought, Map<String, String> headers) {
    String own = headers.get(MD5);
    if (own == null && brought == null) return;
    if (own == null) {
      throw S3Failure.invalidRequest(
          "The encryption parameters are not applicable to this object.");
    }
    if (brought == null) {
      throw S3Failure.invalidRequest(
          "The object was stored using a form of Server Side Encryption. The correct parameters"
              + " must be provided to retrieve the object.");
    }
    if (!brought.md5().equals(own)) throw S3Failure.accessDenied("Access Denied");
  }

  /** Each part comes by the key that its upload was begun with. */
  static void checkPart(Call call, UploadInfo upload) {
    String own = upload.headers().get(MD5);
    CustomerKey brought = of(call);
    if (own == null ? brought == null : brought != null && brought.md5().equals(own)) return;
    throw S3Failure.invalidRequest(
        "The multipart upload initiate requested encryption. Subsequent part requests must include"
            + " the appropriate encryption parameters.");
  }

  /** Gives what is written under a key an ETag that looks like an MD5 and is none, as S3 does. */
  static void hide(Draft draft, Map<String, String> headers) {
    String own = headers.get(MD5);
    if (own == null) return;
    draft.etag(Digests.hex(Digests.md5().digest((own + draft.etag()).getBytes(UTF_8))));
  }
}
