package io.longhaul.worker.command;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder of a process's own, among the machine's temporary ones; closing removes it. */
record Folder(Path path) implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Folder.class);

  static Folder made() throws IOException {
    return new Folder(Files.createTempDirectory("longhaul-command-"));
  }

  /** What cannot be removed is left to whoever looks after temporary files. */
  @Override
  public void close() {
    try {
      Files.walkFileTree(path, new Removing());
    } catch (IOException e) {
      LOG.atInfo().addKeyValue("folder", path).addKeyValue("why", e).log("folder is left behind");
    }
  }

  /** It follows no links. */
  private static final class Removing extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed)
        throws IOException {
      if (failed != null) throw failed;
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
