package io.longhaul.embedded.s3.store;

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

  void met(Why why, String shown) {
    switch (why) {
      case NAME -> names++;
      case LINK -> links++;
      case OTHER -> others++;
    }
    if (examples.size() == EXAMPLES) return;
    examples.add(shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST) + "…");
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
