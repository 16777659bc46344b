package io.longhaul.embedded.s3.store;

import io.longhaul.embedded.s3.protocol.S3Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** An upload in parts: they outlive a restart, and are no object until it is completed. */
public final class Upload {
  private final Path folder;
  private final UploadInfo info;
  private final ReentrantLock lock = new ReentrantLock();

  Upload(Path folder, UploadInfo info) {
    this.folder = folder;
    this.info = info;
  }

  public String id() {
    return String.valueOf(folder.getFileName());
  }

  public UploadInfo info() {
    return info;
  }

  Instant initiated() throws IOException {
    return Files.getLastModifiedTime(folder.resolve(UploadInfo.FILE)).toInstant();
  }

  /** Replaces the part of this number. */
  public void put(int number, Draft draft, Map<String, String> checksums) throws IOException {
    String name = PartName.of(number, draft.etag(), checksums);
    draft.seal();
    lock.lock();
    try {
      requireOpen();
      Files.move(draft.file(), folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      try (var older = Files.newDirectoryStream(folder, PartName.allOf(number))) {
        for (Path part : older) {
          if (!String.valueOf(part.getFileName()).equals(name)) Files.delete(part);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** In the order of their numbers. */
  public List<Part> parts() throws IOException {
    lock.lock();
    try {
      requireOpen();
      var parts = new ArrayList<Part>();
      try (var files = Files.newDirectoryStream(folder, PartName.ALL)) {
        for (Path file : files) parts.add(Part.of(file));
      }
      parts.sort(Comparator.comparingInt(Part::number));
      return parts;
    } finally {
      lock.unlock();
    }
  }

  /** What completes it runs alone; if it returns, the upload is gone. */
  public <T> T complete(Completion<T> completion) throws IOException {
    lock.lock();
    try {
      T result = completion.run(parts());
      Folders.delete(folder);
      return result;
    } finally {
      lock.unlock();
    }
  }

  /** Makes one object of parts. */
  @FunctionalInterface
  public interface Completion<T> {
    T run(List<Part> parts) throws IOException;
  }

  public void abort() throws IOException {
    lock.lock();
    try {
      requireOpen();
      Folders.delete(folder);
    } finally {
      lock.unlock();
    }
  }

  private void requireOpen() {
    if (!Files.isDirectory(folder)) throw S3Failure.noSuchUpload();
  }
}
