package io.longhaul.worker.command;

import io.longhaul.command.AllowedCommands;
import io.longhaul.job.Artifact;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What commands a worker runs, and what they see of it.
 *
 * @param artifacts the folder that holds what jobs bring along
 * @param most bytes that it holds
 * @param environment of each process, to which its own variables come
 * @param user as whom they run; empty: as the worker
 */
public record CommandSettings(
    AllowedCommands allowed,
    Path artifacts,
    long most,
    Map<String, String> environment,
    Optional<AsUser> user) {
  private static final String OURS = "rwx------";
  private static final String SHOWN = "rwxr-xr-x";
  private static final String PATH = "PATH";
  private static final String USUAL_PATH = "/usr/local/bin:/usr/bin:/bin";

  /** Nothing else of the worker's own: it holds credentials, and secrets that jobs refer to. */
  private static final List<String> HANDED_ON = List.of("LANG", "LC_ALL", "LC_CTYPE", "TZ", PATH);

  public CommandSettings {
    environment = Map.copyOf(environment);
  }

  /**
   * As suits a worker with this environment.
   *
   * @param state the worker's own folder, which another user does not reach
   */
  public static CommandSettings of(
      AllowedCommands allowed, Path state, Map<String, String> environment) {
    Map<String, String> kept = new HashMap<>(Map.of(PATH, USUAL_PATH));
    for (String name : HANDED_ON) {
      String value = environment.get(name);
      if (value != null) kept.put(name, value);
    }
    Optional<AsUser> user = AsUser.of(environment);
    Path artifacts =
        user.isPresent()
            ? Path.of(System.getProperty("java.io.tmpdir"), "longhaul-artifacts")
            : state.resolve("artifacts");
    return new CommandSettings(allowed, artifacts, Artifact.MOST_BYTES, kept, user);
  }

  /**
   * Makes the folder of artifacts. At a worker's start, before any command: who has made it decides
   * what lies there, and so what is run.
   *
   * @throws IOException if it cannot be made, or is not this user's own
   */
  public void makeFolder() throws IOException {
    Path parent = artifacts.toAbsolutePath().getParent();
    if (parent != null) Files.createDirectories(parent);
    try {
      Files.createDirectory(
          artifacts, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OURS)));
    } catch (FileAlreadyExistsException e) {
      refuseAnothers();
    }
    Files.setPosixFilePermissions(
        artifacts, PosixFilePermissions.fromString(user.isPresent() ? SHOWN : OURS));
  }

  private void refuseAnothers() throws IOException {
    PosixFileAttributes there =
        Files.readAttributes(artifacts, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    Path ours = Files.createTempFile("longhaul-", ".owner");
    try {
      if (there.isDirectory() && there.owner().equals(Files.getOwner(ours))) return;
    } finally {
      Files.deleteIfExists(ours);
    }
    throw new IOException("it is there and no folder of this user's own; remove it");
  }
}
