package io.longhaul.embedded.s3.call;

import io.longhaul.embedded.s3.protocol.AwsChunkedInput;
import io.longhaul.embedded.s3.protocol.ChecksumAlgorithm;
import io.longhaul.embedded.s3.protocol.Digests;
import io.longhaul.embedded.s3.protocol.S3Failure;
import io.longhaul.embedded.s3.store.Draft;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a request's body into a draft and believes it only if every given checksum agrees. */
final class Receiver {
  private static final int BUFFER = 1 << 16;
  private static final long MOST = 5L << 30;

  private final Call call;
  private final @Nullable AwsChunkedInput chunked;
  private final InputStream in;
  private final Map<ChecksumAlgorithm, ChecksumAlgorithm.Running> running =
      new EnumMap<>(ChecksumAlgorithm.class);
  private final ChecksumAlgorithm.@Nullable Running payload;
  private long received;

  Receiver(Call call) {
    this.call = call;
    String signed = call.header("x-amz-content-sha256");
    boolean streaming = signed != null && signed.startsWith("STREAMING-");
    chunked = streaming ? new AwsChunkedInput(new BufferedInputStream(call.body(), BUFFER)) : null;
    in = chunked == null ? call.body() : chunked;
    payload =
        signed != null && signed.matches("[0-9a-f]{64}") ? ChecksumAlgorithm.SHA256.start() : null;
    for (ChecksumAlgorithm each : ChecksumAlgorithm.values()) {
      if (call.header(each.header()) != null || isTrailing(each)) {
        running.put(each, each.start());
      }
    }
  }

  private boolean isTrailing(ChecksumAlgorithm algorithm) {
    for (String announced : call.headers("x-amz-trailer")) {
      for (String name : announced.split(",", -1)) {
        if (ChecksumAlgorithm.ofHeader(name) == algorithm) return true;
      }
    }
    return false;
  }

  /** Returns the checksums that were given and agree, by header name. */
  Map<String, String> into(Draft draft) throws IOException {
    long expected = expected();
    if (expected > MOST) throw tooLarge();
    byte[] buffer = new byte[BUFFER];
    for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
      received += got;
      if (received > MOST) throw tooLarge();
      draft.write(buffer, 0, got);
      if (payload != null) payload.update(buffer, 0, got);
      for (var each : running.values()) each.update(buffer, 0, got);
    }
    if (expected >= 0 && received != expected) throw S3Failure.incompleteBody();
    checkMd5(draft);
    checkPayload();
    return checksums();
  }

  private long expected() {
    String decoded = call.header("x-amz-decoded-content-length");
    String length = decoded != null || chunked != null ? decoded : call.header("content-length");
    if (length == null) return -1;
    try {
      return Long.parseLong(length.strip());
    } catch (NumberFormatException e) {
      throw S3Failure.invalidArgument("Content length is not a number");
    }
  }

  private static S3Failure tooLarge() {
    return new S3Failure(
        400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed object size.");
  }

  private void checkMd5(Draft draft) {
    String md5 = call.header("content-md5");
    if (md5 == null) return;
    byte[] given;
    try {
      given = Base64.getDecoder().decode(md5.strip());
    } catch (IllegalArgumentException e) {
      given = new byte[0];
    }
    if (given.length != 16) {
      throw new S3Failure(400, "InvalidDigest", "The Content-MD5 you specified is not valid.");
    }
    if (!Digests.hex(given).equals(draft.etag())) throw S3Failure.badDigest("Content-MD5");
  }

  private void checkPayload() {
    if (payload == null) return;
    if (!Digests.hex(payload.value()).equals(call.header("x-amz-content-sha256"))) {
      throw new S3Failure(
          400,
          "XAmzContentSHA256Mismatch",
          "The provided 'x-amz-content-sha256' header does not match what was computed.");
    }
  }

  private Map<String, String> checksums() {
    var agreed = new LinkedHashMap<String, String>();
    running.forEach((algorithm, calculation) -> {
      String header = algorithm.header();
      String given = call.header(header);
      if (given == null && chunked != null) {
        given = chunked.trailers().get(header.toLowerCase(Locale.ROOT));
      }
      if (given == null) {
        throw S3Failure.invalidRequest("The trailer " + header + " was announced but not sent");
      }
      String calculated = Base64.getEncoder().encodeToString(calculation.value());
      if (!calculated.equals(given.strip())) throw S3Failure.badDigest(algorithm.name());
      agreed.put(header, calculated);
    });
    return agreed;
  }
}
