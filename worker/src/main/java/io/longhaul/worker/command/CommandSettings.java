package io.longhaul.worker.command;

import io.longhaul.command.AllowedCommands;
import java.nio.file.Path;
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
  private static final long TWO_GIB = 2L << 30;
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
    return new CommandSettings(allowed, artifacts, TWO_GIB, kept, user);
  }
}
