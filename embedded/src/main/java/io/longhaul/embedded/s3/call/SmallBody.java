package io.longhaul.embedded.s3.call;

import io.longhaul.embedded.s3.protocol.AwsChunkedInput;
import io.longhaul.embedded.s3.protocol.Digests;
import io.longhaul.embedded.s3.protocol.S3Failure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request's XML document: small enough to be held, or refused. */
record SmallBody(Call call) {
  /** A thousand keys of 1,024 bytes, escaped at worst, and some room. */
  private static final int MOST = 8 << 20;

  byte[] bytes() throws IOException {
    String signed = call.header("x-amz-content-sha256");
    InputStream in = call.body();
    if (signed != null && signed.startsWith("STREAMING-")) {
      in = new AwsChunkedInput(new BufferedInputStream(in));
    }
    byte[] bytes = in.readNBytes(MOST + 1);
    if (bytes.length > MOST) throw S3Failure.malformedXml("too large");
    if (signed != null
        && signed.length() == 64
        && !Digests.hex(Digests.sha256(bytes)).equals(signed)) {
      throw new S3Failure(
          400,
          "XAmzContentSHA256Mismatch",
          "The provided 'x-amz-content-sha256' header does not match what was computed.");
    }
    return bytes;
  }
}
