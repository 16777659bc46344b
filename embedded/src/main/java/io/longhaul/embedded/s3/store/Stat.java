package io.longhaul.embedded.s3.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What tells one content of a file from another without reading it. */
record Stat(long size, long mtimeNanos, long inode) {

  /** Null unless a regular file is there; a symbolic link is not one. */
  static @Nullable Stat of(Path file) throws IOException {
    try {
      var attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return attributes.isRegularFile() ? of(attributes) : null;
    } catch (NoSuchFileException e) {
      return null;
    } catch (FileSystemException e) {
      // "k/child" where k is a file: nothing is there, and nothing is wrong.
      Path parent = file.getParent();
      if (parent != null && !Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) return null;
      throw e;
    }
  }

  static Stat of(BasicFileAttributes attributes) {
    return new Stat(
        attributes.size(),
        attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
        inode(attributes.fileKey()));
  }

  /** The JDK gives the inode in text only: {@code (dev=801,ino=1234)}. */
  private static long inode(@Nullable Object fileKey) {
    if (fileKey == null) return 0;
    String text = fileKey.toString();
    int start = text.indexOf("ino=") + 4;
    if (start < 4) return text.hashCode();
    return Long.parseLong(text, start, text.length() - 1, 10);
  }
}
