package io.longhaul.s3;

import java.time.Instant;

/** One version of a key, as a listing shows it. */
public sealed interface ListedVersion {
  String key();

  /** The store's name for it; {@code null}, as a text, where the bucket had no versions then. */
  String version();

  /** Whether it is what the key shows now. */
  boolean latest();

  Instant modified();

  /** An object, or what was one. */
  record Stored(ListedObject object, String version, boolean latest) implements ListedVersion {
    @Override
    public String key() {
      return object.key();
    }

    @Override
    public Instant modified() {
      return object.modified();
    }
  }

  /** A delete marker: from then on there was no object. */
  record Deleted(String key, String version, boolean latest, Instant modified)
      implements ListedVersion {}
}
