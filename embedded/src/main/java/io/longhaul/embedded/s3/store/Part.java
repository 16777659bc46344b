package io.longhaul.embedded.s3.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** One part of an upload, as it was received. */
public record Part(
    int number,
    String etag,
    long size,
    Instant lastModified,
    Map<String, String> checksums,
    Path file) {

  static Part of(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    return new Part(
        PartName.number(name),
        PartName.md5(name),
        Files.size(file),
        Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.SECONDS),
        PartName.checksums(name),
        file);
  }
}
