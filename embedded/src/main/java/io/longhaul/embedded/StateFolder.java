package io.longhaul.embedded;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A folder that one cloud at a time may use, and the two files that it keeps there. */
final class StateFolder implements AutoCloseable {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path folder;
  private final FileChannel lockFile;

  private StateFolder(Path folder, FileChannel lockFile) {
    this.folder = folder;
    this.lockFile = lockFile;
  }

  /** Throws {@link InUse} while another cloud has it. */
  static StateFolder take(Path wanted) throws IOException {
    Path folder = Files.createDirectories(wanted).toRealPath();
    Path lock = folder.resolve("lock");
    FileChannel file = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock held;
    try {
      held = file.tryLock();
    } catch (OverlappingFileLockException e) {
      held = null; // by this very process
    }
    if (held == null) {
      file.close();
      throw new InUse(folder);
    }
    return new StateFolder(folder, file);
  }

  /** Another cloud serves this state folder. */
  static final class InUse extends IOException {
    InUse(Path folder) {
      super("another embedded cloud already uses the state folder " + folder);
    }
  }

  Path folder() {
    return folder;
  }

  Remembered remembered() throws IOException {
    Path file = folder.resolve("remembered.json");
    if (!Files.exists(file)) return Remembered.fresh();
    return JSON.readValue(file.toFile(), Remembered.class);
  }

  void remember(Remembered what) throws IOException {
    writeSecretly("remembered.json", what);
  }

  void announce(CloudDescription cloud) throws IOException {
    writeSecretly("cloud.json", cloud);
  }

  /** Whoever looks for a cloud must not find one that is about to stop. */
  void withdraw() throws IOException {
    Files.deleteIfExists(folder.resolve("cloud.json"));
  }

  private void writeSecretly(String name, Object value) throws IOException {
    Path draft = folder.resolve(name + ".new");
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(draft, JSON.writeValueAsBytes(value));
    Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() throws IOException {
    lockFile.close(); // which also releases the lock
  }
}
