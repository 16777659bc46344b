package io.longhaul.s3;

import java.util.List;
import java.util.Set;

/** A server that adapters are held to, with a hand of its own that goes around the adapter. */
public interface StoreEngine {
  String name();

  /** Exactly those that it enforces; the probe must find the same. */
  Conditions conditions();

  /** Exactly those keys that it cannot hold, or not hand out again as they are. */
  Set<OddKey> cannotHold();

  /** Whether it lists in the order of bytes above U+FFFF too. */
  boolean listsInByteOrder();

  /** Whether it holds {@code k} beside {@code k/child}. */
  boolean holdsKeyBesideFolder();

  /** Whether it holds keys of this shape; {@link #cannotHold()} are the proof. */
  default boolean holds(String key) {
    return true;
  }

  /** What it does not do as S3 does, and no condition of {@link #conditions()} says. */
  default Set<StoreLack> lacks() {
    return Set.of();
  }

  /** Exactly those traits that it does not keep, or not as S3 does, by the way that they take. */
  default Set<Trait.Cell> loses() {
    return Set.of();
  }

  /** A new, empty bucket. */
  String newBucket();

  /** A new, empty bucket that keeps versions; of an engine without {@link StoreLack#VERSIONING}. */
  default String newVersionedBucket() {
    throw new UnsupportedOperationException("versions");
  }

  /** Writes an object without the adapter. */
  void write(String bucket, String key, byte[] bytes);

  /** The keys of a bucket with few objects, as another client sees them. */
  List<String> keys(String bucket);
}
