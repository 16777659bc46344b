package io.longhaul.s3;

import java.util.List;
import java.util.stream.Stream;

/**
 * One of two stores that are held against each other, with buckets of its own on its server.
 *
 * @param buckets as many as the other has; the last of them is not there
 */
record Side(ObjectStore store, StoreEngine engine, List<String> buckets) {
  private static final int THERE = 2;

  static Side of(ObjectStore store, StoreEngine engine) {
    List<String> there = Stream.generate(engine::newBucket).limit(THERE).toList();
    String missing = "no-such-" + there.getFirst();
    return new Side(store, engine, Stream.concat(there.stream(), Stream.of(missing)).toList());
  }

  String bucket(int number) {
    return buckets.get(number);
  }

  /** This side's eyes on another side's buckets. */
  Side on(Side other) {
    return new Side(store, other.engine, other.buckets);
  }
}
