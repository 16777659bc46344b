package io.longhaul.coordinator.submit;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.job.Sha256;
import io.longhaul.s3.Expect;
import io.longhaul.s3.PutRequest;
import io.longhaul.s3.StoreException;
import io.longhaul.s3.Traits;
import io.longhaul.stack.Stack;
import io.longhaul.text.Shown;
import io.longhaul.time.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** A bucket of the embedded cloud: a folder among its buckets, made when it is needed. */
public final class LocalShelf implements Shelf {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Stack stack;
  private final Path buckets;

  /**
   * @param buckets the folder whose folders are the cloud's buckets
   */
  public LocalShelf(Stack stack, Path buckets) {
    this.stack = stack;
    this.buckets = buckets;
  }

  @Override
  public String bucket() {
    return "longhaul-" + stack.settings().name();
  }

  /** It is made as a person would make it. */
  @Override
  public boolean isThere() {
    try {
      Files.createDirectories(buckets.resolve(bucket()));
      return true;
    } catch (IOException e) {
      throw CommandFailed.failed(
          "artifacts: there is no room for bucket '%s': %s".formatted(bucket(), e));
    }
  }

  @Override
  public boolean has(String key) throws InterruptedException {
    return stack.store().head(bucket(), key, deadline()).isPresent();
  }

  @Override
  public void put(String key, Path file, Sha256 is) throws InterruptedException {
    try {
      Path copy = Files.createTempFile("longhaul-artifact-", ".part");
      try {
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        if (!Sha256.of(copy).equals(is)) {
          throw CommandFailed.failed(
              "artifacts: '%s' changed while it was stored; submit again"
                  .formatted(Shown.text(String.valueOf(file.getFileName()))));
        }
        store(key, copy);
      } finally {
        Files.deleteIfExists(copy);
      }
    } catch (IOException | StoreException e) {
      throw CommandFailed.failed(
          "artifacts: '%s' cannot be stored: %s".formatted(file, e.getMessage()));
    }
  }

  private void store(String key, Path copy) throws IOException, InterruptedException {
    PutRequest request =
        new PutRequest(bucket(), key, Files.size(copy), Traits.NONE, new Expect.Anything());
    var unused = stack.store().put(request, () -> Files.newInputStream(copy), deadline());
  }

  private Deadline deadline() {
    return Deadline.in(stack.time(), LONGEST);
  }

  @Override
  public void close() {}
}
