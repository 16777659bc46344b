package io.longhaul.coordinator.demo;

import io.longhaul.s3.Body;
import io.longhaul.s3.Expect;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.PutRequest;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Makes the demo's two buckets: files straight into the bucket's folder, as a user's own would lie
 * there, and by the store where a key cannot be a path.
 */
final class DemoBuckets {
  static final String SOURCE = "demo-source";
  static final String TARGET = "demo-target";

  /** Each so many-th object is at the target already, equal to its source. */
  private static final int EQUAL_EVERY = 500;

  private static final Duration LONGEST_PUT = Duration.ofSeconds(20);

  private final Path root;
  private final ObjectStore store;
  private final Time time;

  DemoBuckets(Path root, ObjectStore store, Time time) {
    this.root = root;
    this.store = store;
    this.time = time;
  }

  /** Returns the bytes of the source. */
  long make(DemoObjects objects) throws IOException, InterruptedException {
    Files.createDirectories(root.resolve(SOURCE));
    Files.createDirectories(root.resolve(TARGET));
    long bytes = 0;
    for (DemoObject object : objects.all()) {
      bytes += object.size();
      if (!object.plain()) {
        put(object, objects.block());
        continue;
      }
      write(SOURCE, object, objects.block());
      if (object.number() % EQUAL_EVERY == 0) write(TARGET, object, objects.block());
    }
    return bytes;
  }

  private void write(String bucket, DemoObject object, byte[] block) throws IOException {
    Path file = root.resolve(bucket).resolve(object.key());
    Files.createDirectories(file.getParent());
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      object.writeTo(out, block);
    }
  }

  private void put(DemoObject object, byte[] block) throws IOException, InterruptedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(object.size());
    object.writeTo(bytes, block);
    PutRequest request =
        new PutRequest(SOURCE, object.key(), object.size(), null, Map.of(), new Expect.Anything());
    store.put(request, Body.of(bytes.toByteArray()), Deadline.in(time, LONGEST_PUT));
  }
}
