package io.longhaul.worker.command;

import io.longhaul.time.Alarm;
import io.longhaul.time.Time;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of a process's own, among the machine's temporary ones; closing removes it.
 *
 * @param user as whom the process writes there; empty: as this one
 */
record Folder(Path path, Optional<AsUser> user, Time time) implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Folder.class);

  /** Whoever runs as that user may stop what empties it. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  static Folder made(Optional<AsUser> user, Time time) throws IOException {
    Path path = Files.createTempDirectory("longhaul-command-");
    if (user.isPresent()) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
    return new Folder(path, user, time);
  }

  /** What cannot be removed is left to whoever looks after temporary files. */
  @Override
  public void close() {
    try {
      if (user.isEmpty()) {
        Files.walkFileTree(path, new Removing());
        return;
      }
      // by path, this one with its rights would follow what that one puts there meanwhile
      if (holdsSome()) asUser(user.get());
      Files.delete(path);
    } catch (IOException e) {
      LOG.atInfo().addKeyValue("folder", path).addKeyValue("why", e).log("folder is left behind");
    }
  }

  private boolean holdsSome() throws IOException {
    try (Stream<Path> all = Files.list(path)) {
      return all.findAny().isPresent();
    }
  }

  /** Only who has made a folder may empty it. */
  private void asUser(AsUser other) throws IOException {
    List<String> remove = List.of("find", path.toString(), "-xdev", "-mindepth", "1", "-delete");
    ProcessBuilder builder = new ProcessBuilder(other.words(remove)).directory(path.toFile());
    builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
    Process process = builder.redirectErrorStream(true).redirectOutput(Redirect.DISCARD).start();
    process.getOutputStream().close();
    Alarm ended = time.alarm();
    var unused = process.onExit().thenRun(ended::ring);
    try {
      if (!ended.await(LONGEST)) process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
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
