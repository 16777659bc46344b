package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.stack.Engines;
import io.longhaul.stack.Stack;
import io.longhaul.stack.StackSettings;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which stack a command works with; the same on every command. */
public final class StackOptions {
  static final String STATE = ".longhaul";

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      description = "The stack; else LONGHAUL_STACK, else 'default'.")
  private @Nullable String stack;

  @Option(names = "--local", description = "On this machine's embedded cloud ('local up').")
  private boolean local;

  @Option(
      names = "--state",
      paramLabel = "FOLDER",
      description = "With --local: the cloud's state folder, .longhaul if it is not said.")
  private @Nullable Path state;

  public boolean local() {
    return local;
  }

  /** The state folder, absolute. */
  public Path state(Surroundings surroundings) {
    Path folder = state == null ? Path.of(STATE) : state;
    return surroundings.place().folder().resolve(folder).toAbsolutePath().normalize();
  }

  /**
   * The resolved settings.
   *
   * @throws CommandFailed if one is wrong, naming it
   */
  public StackSettings settings(Surroundings surroundings) {
    if (state != null && !local) {
      throw CommandFailed.misused("--state is where --local keeps its cloud; say --local too");
    }
    return settings(surroundings, local);
  }

  StackSettings settings(Surroundings surroundings, boolean local) {
    Optional<Path> folder = local ? Optional.of(state(surroundings)) : Optional.empty();
    try {
      return StackSettings.resolve(
          Optional.ofNullable(stack), folder, surroundings.place().environment());
    } catch (IllegalArgumentException e) {
      throw CommandFailed.misused(e);
    }
  }

  /** Opens it, and says on stderr what was resolved. */
  public Stack open(Surroundings surroundings) {
    return open(surroundings, settings(surroundings));
  }

  static Stack open(Surroundings surroundings, StackSettings settings) {
    Stack stack = surroundings.stacks().open(settings);
    Engines engines = stack.engines();
    surroundings.say(
        "stack %s (%s): ledger %s, queues %s, store %s, session %d s"
            .formatted(
                settings.name(),
                settings.from(),
                engines.ledger(),
                engines.queues(),
                engines.store(),
                settings.sessions().length().toSeconds()));
    return stack;
  }
}
