package io.longhaul.embedded.s3.store;

import io.longhaul.embedded.s3.protocol.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where things are below the root; no answer ever lies outside it. */
final class Layout {
  /** Ours, at the root and, from an older root, perhaps inside a bucket. */
  static final String OWN_FOLDER = ".longhaul-s3";

  private static final int MAX_SEGMENT_BYTES = 255;
  private static final int MAX_PATH_BYTES = 4_000;

  private final Path root;
  private final Path own;

  Layout(Path root) throws IOException {
    this.root = Files.createDirectories(root).toRealPath();
    this.own = this.root.resolve(OWN_FOLDER);
    Files.createDirectories(drafts());
    Files.createDirectories(uploads());
    Files.createDirectories(own.resolve("blobs"));
  }

  Path root() {
    return root;
  }

  Path bucket(String name) {
    return root.resolve(name);
  }

  Path own() {
    return own;
  }

  Path drafts() {
    return own.resolve("drafts");
  }

  Path uploads() {
    return own.resolve("uploads");
  }

  Path blobs(String bucket) {
    return own.resolve("blobs").resolve(bucket);
  }

  Path blob(String bucket, Key key) {
    return blobs(bucket).resolve(Digests.hex(Digests.sha256(key.utf8())));
  }

  /** Holds the key of a blob, so that blobs outlive the index. */
  static Path keyOfBlob(Path blob) {
    return blob.resolveSibling(blob.getFileName() + ".key");
  }

  /** The key's own path, or null when its text alone rules that out. */
  @Nullable Path path(String bucket, Key key) {
    Path folder = bucket(bucket);
    if (key.utf8().length + folder.toString().length() > MAX_PATH_BYTES) return null;
    String text = key.text();
    int start = 0;
    while (start <= text.length()) {
      int slash = text.indexOf('/', start);
      int end = slash < 0 ? text.length() : slash;
      if (!isName(text.substring(start, end))) return null;
      start = end + 1;
    }
    try {
      Path path = folder.resolve(text);
      return path.startsWith(folder) ? path : null;
    } catch (InvalidPathException e) {
      return null; // the platform cannot spell it
    }
  }

  private static boolean isName(String segment) {
    if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) return false;
    if (segment.equals(OWN_FOLDER)) return false;
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (c < ' ' || c == 0x7f) return false;
    }
    return segment.length() <= MAX_SEGMENT_BYTES / 4
        || segment.getBytes(StandardCharsets.UTF_8).length <= MAX_SEGMENT_BYTES;
  }

  /** Whether every folder above the path is a real one: a link could lead out of the root. */
  boolean parentsAreReal(String bucket, Path path) throws IOException {
    Path parent = path.getParent();
    if (parent == null) return false;
    if (parent.equals(bucket(bucket))) return true;
    return Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)
        && parent.toRealPath().equals(parent);
  }
}
