package io.longhaul.embedded.s3.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Counts what lies in a bucket's folder and is no object, with the first few as examples. */
public final class LeftOut {
  private static final int EXAMPLES = 3;

  /** In characters; a path may have thousands. */
  private static final int LONGEST = 200;

  private final List<String> examples = new ArrayList<>();
  private long names;
  private long links;
  private long others;

  /** Why no object stands for it. */
  enum Why {
    /** Bytes that are not UTF-8, control characters, or too long for a key. */
    NAME,
    /** A symbolic link, which could lead out of the root: never followed. */
    LINK,
    /** A pipe, a socket, a device. */
    OTHER
  }

  private final Instant until;

  /**
   * @param until what came later is not counted
   */
  LeftOut(Instant until) {
    this.until = until;
  }

  void met(Why why, Path path, String shown) throws IOException {
    if (cameLater(path)) return;
    switch (why) {
      case NAME -> names++;
      case LINK -> links++;
      case OTHER -> others++;
    }
    if (examples.size() == EXAMPLES) return;
    examples.add(shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST) + "…");
  }

  /**
   * By the time of its inode's last change, which no tool sets back; where the system has none it
   * counts as there.
   */
  private boolean cameLater(Path path) throws IOException {
    if (until.equals(Instant.MAX)) return false;
    try {
      Object changed = Files.getAttribute(path, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
      return changed instanceof FileTime time && time.toInstant().isAfter(until);
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      return false;
    } catch (NoSuchFileException e) {
      return true; // deleted while we walked
    }
  }

  public long names() {
    return names;
  }

  public long links() {
    return links;
  }

  public long others() {
    return others;
  }

  public long all() {
    return names + links + others;
  }

  /** Paths below the bucket, as text; bytes that are not UTF-8 are percent-encoded. */
  public List<String> examples() {
    return List.copyOf(examples);
  }
}
