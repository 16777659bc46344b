package io.longhaul.embedded.s3.call;

import io.longhaul.embedded.s3.protocol.ChecksumAlgorithm;
import io.longhaul.embedded.s3.protocol.Digests;
import io.longhaul.embedded.s3.protocol.S3Failure;
import io.longhaul.embedded.s3.store.Draft;
import io.longhaul.embedded.s3.store.Part;
import io.longhaul.embedded.s3.store.UploadInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Joins parts to one content, with the ETag and the checksum that S3 gives such an object. */
record Assembly(UploadInfo info, List<Part> parts, Call call) {

  Map<String, String> into(Draft draft) throws IOException {
    var algorithm = info.checksum().isEmpty() ? null : ChecksumAlgorithm.named(info.checksum());
    boolean whole = algorithm != null && info.checksumType().equals("FULL_OBJECT");
    var running = whole && algorithm != null ? algorithm.start() : null;
    for (Part part : parts) append(part, draft, running);
    checkSize(draft);
    draft.etag(etag());
    if (algorithm == null) return Map.of();
    String value =
        running == null
            ? composite(algorithm)
            : Base64.getEncoder().encodeToString(running.value());
    if (value == null) return Map.of();
    String given = call.header(algorithm.header());
    if (given != null && !given.equals(value)) throw S3Failure.badDigest(algorithm.name());
    return Map.of(algorithm.header(), value, "x-amz-checksum-type", info.checksumType());
  }

  private static void append(Part part, Draft draft, ChecksumAlgorithm.@Nullable Running running)
      throws IOException {
    try (FileChannel in = FileChannel.open(part.file())) {
      if (running == null) {
        draft.takeFrom(in, part.size());
        return;
      }
      byte[] bytes = new byte[1 << 16];
      for (int got = in.read(ByteBuffer.wrap(bytes));
          got >= 0;
          got = in.read(ByteBuffer.wrap(bytes))) {
        running.update(bytes, 0, got);
        draft.write(bytes, 0, got);
      }
    }
  }

  private void checkSize(Draft draft) throws IOException {
    String size = call.header("x-amz-mp-object-size");
    if (size != null && !size.strip().equals(Long.toString(draft.size()))) {
      throw S3Failure.invalidRequest("x-amz-mp-object-size does not match the parts");
    }
  }

  /** The MD5 of the parts' MD5s, and how many they are. */
  private String etag() {
    var md5 = Digests.md5();
    for (Part part : parts) md5.update(HexFormat.of().parseHex(part.etag()));
    return Digests.hex(md5.digest()) + "-" + parts.size();
  }

  /** The checksum of the parts' checksums; null if a part has none. */
  private @Nullable String composite(ChecksumAlgorithm algorithm) {
    var sum = algorithm.start();
    for (Part part : parts) {
      String value = part.checksums().get(algorithm.header());
      if (value == null) return null;
      byte[] bytes = Base64.getDecoder().decode(value);
      sum.update(bytes, 0, bytes.length);
    }
    return Base64.getEncoder().encodeToString(sum.value()) + "-" + parts.size();
  }
}
