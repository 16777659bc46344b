package io.longhaul.embedded.s3.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds blobs that the index does not know, by the keys beside them; drops what has no key. */
final class LostBlobs {
  private final Layout layout;
  private final Index index;

  LostBlobs(Layout layout, Index index) {
    this.layout = layout;
    this.index = index;
  }

  void find() throws IOException {
    try (var buckets = Files.newDirectoryStream(layout.own().resolve("blobs"))) {
      for (Path bucket : buckets) findIn(bucket, String.valueOf(bucket.getFileName()));
    }
  }

  private void findIn(Path folder, String bucket) throws IOException {
    try (var files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        boolean isKey = String.valueOf(file.getFileName()).endsWith(".key");
        if (isKey) restore(bucket, file);
        else if (!Files.exists(Layout.keyOfBlob(file))) Files.delete(file);
      }
    }
  }

  private void restore(String bucket, Path keyFile) throws IOException {
    String name = String.valueOf(keyFile.getFileName());
    Path blob = keyFile.resolveSibling(name.substring(0, name.length() - ".key".length()));
    Stat stat = Stat.of(blob);
    if (stat == null) {
      Files.delete(keyFile); // killed between the key and its blob
      return;
    }
    Key key = Key.ofBytes(Files.readAllBytes(keyFile));
    if (!layout.blob(bucket, key).equals(blob)) return;
    Entry known = index.get(bucket, key);
    if (known != null) return;
    Entry read = Hashing.read(blob, true, null);
    if (read != null) index.put(bucket, key, read);
  }
}
