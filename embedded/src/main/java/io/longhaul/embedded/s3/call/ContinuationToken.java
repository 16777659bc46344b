package io.longhaul.embedded.s3.call;

import io.longhaul.embedded.s3.protocol.S3Failure;
import io.longhaul.embedded.s3.store.ListRequest;
import java.util.Arrays;
import java.util.Base64;

/** Where a listing goes on, as a text that a client gives back unread. */
final class ContinuationToken {
  private ContinuationToken() {}

  static String write(ListRequest.Position position) {
    byte[] last = position.last();
    byte[] bytes = new byte[last.length + 1];
    bytes[0] = (byte) (position.isGroup() ? 'g' : 'k');
    System.arraycopy(last, 0, bytes, 1, last.length);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }

  static ListRequest.Position read(String token) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      bytes = new byte[0];
    }
    if (bytes.length < 2 || (bytes[0] != 'g' && bytes[0] != 'k')) {
      throw S3Failure.invalidArgument("The continuation token provided is incorrect");
    }
    return new ListRequest.Position(Arrays.copyOfRange(bytes, 1, bytes.length), bytes[0] == 'g');
  }
}
