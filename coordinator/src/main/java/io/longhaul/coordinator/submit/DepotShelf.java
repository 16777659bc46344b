package io.longhaul.coordinator.submit;

import io.longhaul.coordinator.infra.Estate;
import io.longhaul.job.Sha256;
import java.nio.file.Path;

/** The bucket that {@code infra deploy} makes for a stack in an account. */
public record DepotShelf(Estate estate) implements Shelf {
  @Override
  public String bucket() throws InterruptedException {
    return estate.depot().bucket();
  }

  @Override
  public boolean isThere() throws InterruptedException {
    return estate.depot().isThere();
  }

  @Override
  public boolean has(String key) throws InterruptedException {
    return estate.depot().has(key);
  }

  @Override
  public void put(String key, Path file, Sha256 is) throws InterruptedException {
    estate.depot().put(key, file, is);
  }

  @Override
  public void close() {
    estate.close();
  }
}
