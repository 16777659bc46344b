package io.longhaul.embedded.s3.call;

import io.longhaul.embedded.s3.protocol.Percent;
import io.longhaul.embedded.s3.protocol.S3Failure;
import io.longhaul.embedded.s3.store.FolderStore;
import io.longhaul.embedded.s3.store.Key;
import io.longhaul.embedded.s3.store.OpenObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What {@code x-amz-copy-source} names: {@code [/]bucket/key[?versionId=...]}, percent-encoded. */
record CopySource(String bucket, Key key) {
  static CopySource of(Call call) {
    String header = call.header("x-amz-copy-source");
    if (header == null) throw S3Failure.invalidArgument("Copy Source must be given");
    int question = header.indexOf('?');
    if (question >= 0) {
      String version = header.substring(question + 1);
      if (!version.equals("versionId=null")) {
        throw S3Failure.invalidArgument("Invalid version id specified");
      }
      header = header.substring(0, question);
    }
    // A bare plus is a space here, as at AWS: a client that forgets to encode it must notice.
    byte[] path = Percent.decodeQuery(header);
    int start = path.length > 0 && path[0] == '/' ? 1 : 0;
    int slash = start;
    while (slash < path.length && path[slash] != '/') slash++;
    if (slash >= path.length - 1) {
      throw S3Failure.invalidArgument("Copy Source must mention the source bucket and key");
    }
    return new CopySource(
        new String(path, start, slash - start, StandardCharsets.UTF_8),
        Key.ofBytes(Arrays.copyOfRange(path, slash + 1, path.length)));
  }

  /** Opened, and what the request asks of it holds. */
  OpenObject open(FolderStore store, Call call) throws IOException {
    OpenObject object = store.bucket(bucket).open(key);
    if (object == null) throw S3Failure.noSuchKey();
    try {
      CustomerKey.checkSource(call, object.entry());
      Conditions.checkSource(call, object.entry());
      return object;
    } catch (S3Failure e) {
      object.close();
      throw e;
    }
  }
}
