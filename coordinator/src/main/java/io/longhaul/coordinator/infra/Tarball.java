package io.longhaul.coordinator.infra;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Packs a distribution: the same files give the same bytes, whenever and wherever they are packed,
 * so that it is shipped once.
 */
final class Tarball {
  private static final int PROGRAM = 0755;
  private static final int FILE = 0644;

  /**
   * What machines have their own of: start-up caches of a JDK, also those that a command beside
   * this one is making, and the launcher's note.
   */
  private static final Pattern LEFT_OUT = Pattern.compile("start-.*\\.aot.*|built");

  private Tarball() {}

  /**
   * Packs all files below a folder, as {@code longhaul/...}.
   *
   * @throws IOException if a file cannot be read, or changes meanwhile
   */
  static void pack(Path folder, Path target) throws IOException {
    List<Path> files = files(folder);
    try (TarArchiveOutputStream out =
        new TarArchiveOutputStream(
            new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(target))))) {
      out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Path file : files) {
        String name = "longhaul/" + folder.relativize(file).toString().replace('\\', '/');
        add(name, file, out);
      }
    }
  }

  /** What is left out is not even looked at, for it may be gone meanwhile. */
  private static List<Path> files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> tops = Files.list(folder)) {
      for (Path top : tops.toList()) {
        if (LEFT_OUT.matcher(top.getFileName().toString()).matches()) continue;
        try (Stream<Path> all = Files.walk(top)) {
          all.filter(Files::isRegularFile).forEach(files::add);
        }
      }
    }
    files.sort(null);
    return files;
  }

  /** As of nobody and of no time, so that it is always the same. */
  private static void add(String name, Path file, TarArchiveOutputStream out) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setModTime(0);
    entry.setIds(0, 0);
    entry.setNames("", "");
    entry.setSize(Files.size(file));
    // By its name and not by the file system's word, which differs from one to another.
    boolean program = name.startsWith("longhaul/bin/") || name.endsWith(".sh");
    entry.setMode(program ? PROGRAM : FILE);
    out.putArchiveEntry(entry);
    var unused = Files.copy(file, out);
    out.closeArchiveEntry();
  }
}
