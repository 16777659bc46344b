package io.longhaul.embedded.s3.store;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What an upload was begun with.
 *
 * @param headers of the object to be
 * @param checksum its checksum's algorithm, or empty
 * @param checksumType COMPOSITE, FULL_OBJECT or empty
 */
public record UploadInfo(
    String bucket, Key key, Map<String, String> headers, String checksum, String checksumType) {
  static final String FILE = "upload";

  public UploadInfo {
    headers = Map.copyOf(headers);
  }

  void writeTo(Path folder) throws IOException {
    try (var out = new DataOutputStream(Files.newOutputStream(folder.resolve(FILE)))) {
      out.writeUTF(bucket);
      out.writeShort(key.utf8().length);
      out.write(key.utf8());
      EntryCodec.write(out, headers);
      out.writeUTF(checksum);
      out.writeUTF(checksumType);
    }
  }

  static UploadInfo readFrom(Path folder) throws IOException {
    try (var in = new DataInputStream(Files.newInputStream(folder.resolve(FILE)))) {
      return new UploadInfo(
          in.readUTF(),
          Key.ofBytes(in.readNBytes(in.readUnsignedShort())),
          EntryCodec.read(in),
          in.readUTF(),
          in.readUTF());
    }
  }
}
