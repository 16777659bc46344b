package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.stack.DataPlane;
import io.longhaul.stack.Engines;
import io.longhaul.stack.Stack;
import io.longhaul.stack.StackSettings;
import io.longhaul.stack.StackUnreachable;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which stack a command works with; the same on every command. */
public final class StackOptions {
  static final String STATE = ".longhaul";

  /** The state folder of the cloud that commands without {@code --local} work on, too. */
  static final String LOCAL = "LONGHAUL_LOCAL";

  /** Of the command that these options are mixed into. */
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      description = "The stack; else LONGHAUL_STACK, else 'default'.")
  private @Nullable String stack;

  @Option(
      names = "--local",
      description = "On this machine's embedded cloud ('local up'); so does LONGHAUL_LOCAL.")
  private boolean local;

  @Option(
      names = "--state",
      paramLabel = "FOLDER",
      description = "With --local: the cloud's state folder, .longhaul if it is not said.")
  private @Nullable Path state;

  @Option(
      names = DataPlane.FLAG,
      paramLabel = "PLANE",
      description =
          "How S3 is asked: vertx, our own requests, or sdk, the AWS SDK's; else"
              + " LONGHAUL_DATA_PLANE, else vertx.")
  private @Nullable String dataPlane;

  /** Commands of ours for the same stack, as they can be pasted. */
  public Hints hints(Surroundings surroundings) {
    return Hints.of(surroundings, spec.commandLine());
  }

  /** The state folder, absolute. */
  public Path state(Surroundings surroundings) {
    return state(surroundings, state);
  }

  /** That which was named, else the environment's, else the usual one. */
  static Path state(Surroundings surroundings, @Nullable Path named) {
    String variable = variable(surroundings);
    Path usual = Path.of(variable.isEmpty() ? STATE : variable);
    Path folder = named == null ? usual : named;
    return surroundings.place().folder().resolve(folder).toAbsolutePath().normalize();
  }

  private static String variable(Surroundings surroundings) {
    return surroundings.place().environment().getOrDefault(LOCAL, "");
  }

  /**
   * The resolved settings.
   *
   * @throws CommandFailed if one is wrong, naming it
   */
  public StackSettings settings(Surroundings surroundings) {
    boolean here = local || !variable(surroundings).isEmpty();
    if (state != null && !here) {
      throw CommandFailed.misused("--state is where --local keeps its cloud; say --local too");
    }
    Optional<Path> folder = here ? Optional.of(state(surroundings)) : Optional.empty();
    try {
      StackSettings settings =
          StackSettings.resolve(
              Optional.ofNullable(stack), folder, surroundings.place().environment());
      return dataPlane == null ? settings : settings.by(DataPlane.of(dataPlane, DataPlane.FLAG));
    } catch (IllegalArgumentException e) {
      throw CommandFailed.misused(e);
    }
  }

  /**
   * Opens it, says on stderr what was resolved, and makes sure that its ledger answers.
   *
   * @throws StackUnreachable if it does not
   */
  public Stack open(Surroundings surroundings) throws InterruptedException {
    sayIfByEnvironment(surroundings);
    return open(surroundings, settings(surroundings));
  }

  /** As {@link #open}, for who needs no ledger yet, and waits for it when it does. */
  public Stack openUnasked(Surroundings surroundings) {
    sayIfByEnvironment(surroundings);
    StackSettings settings = settings(surroundings);
    new Reach(surroundings, settings).askCloud();
    return opened(surroundings, settings, surroundings.stacks()::open);
  }

  /** For who holds units and waits until a ledger answers: that it does not is only said. */
  public Stack openForWorker(Surroundings surroundings) throws InterruptedException {
    sayIfByEnvironment(surroundings);
    StackSettings settings = settings(surroundings);
    Stack stack = opened(surroundings, settings, surroundings.stacks()::openForWorker);
    try {
      new Reach(surroundings, settings).ask(stack);
      return stack;
    } catch (StackUnreachable e) {
      surroundings.say("longhaul: " + hints(surroundings).spelled(e.getMessage() + "; asking on"));
      return stack;
    } catch (RuntimeException | InterruptedException e) {
      stack.close();
      throw e;
    }
  }

  private void sayIfByEnvironment(Surroundings surroundings) {
    if (!local && !variable(surroundings).isEmpty()) {
      surroundings.say(
          "on the embedded cloud in %s, as %s says".formatted(state(surroundings), LOCAL));
    }
  }

  static Stack open(Surroundings surroundings, StackSettings settings) throws InterruptedException {
    Reach reach = new Reach(surroundings, settings);
    reach.askCloud();
    Stack stack = opened(surroundings, settings, surroundings.stacks()::open);
    try {
      reach.ask(stack);
      return stack;
    } catch (RuntimeException | InterruptedException e) {
      stack.close();
      throw e;
    }
  }

  private static Stack opened(
      Surroundings surroundings, StackSettings settings, Function<StackSettings, Stack> opens) {
    Stack stack = new Reach(surroundings, settings).open(opens);
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
