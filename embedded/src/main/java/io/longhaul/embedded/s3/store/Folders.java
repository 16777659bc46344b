package io.longhaul.embedded.s3.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Takes folders away, never through a link. */
final class Folders {
  private Folders() {}

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) return;
    empty(folder);
    Files.delete(folder);
  }

  static void empty(Path folder) throws IOException {
    Files.walkFileTree(folder, new Remover(folder, true));
  }

  /** Fails without harm if there is a file in it, though folders inside may be gone then. */
  static void deleteIfOnlyFolders(Path folder) throws IOException {
    Files.walkFileTree(folder, new Remover(folder, false));
    Files.delete(folder);
  }

  private static final class Remover extends SimpleFileVisitor<Path> {
    private final Path top;
    private final boolean files;

    Remover(Path top, boolean files) {
      this.top = top;
      this.files = files;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (files) Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) throw failure;
      if (!folder.equals(top)) Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
