package io.longhaul.coordinator.cli;

import io.longhaul.access.NoAccess;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.Exit;
import io.longhaul.job.file.JobFileException;
import io.longhaul.job.form.Nearest;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.queue.QueueUnavailable;
import io.longhaul.s3.StoreException;
import io.longhaul.stack.StackMisconfigured;
import io.longhaul.stack.StackUnreachable;
import io.longhaul.text.Shown;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever ends a command into one line on stderr and an exit status. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private static final String LOG = ".longhaul/logs/failures.log";

  private final Surroundings surroundings;

  Failures(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    if (lacksCommand(e)) {
      command.usage(surroundings.err());
      surroundings.err().flush();
      return Exit.USAGE;
    }
    String name = command.getCommandSpec().qualifiedName();
    String what =
        e instanceof UnmatchedArgumentException unmatched
            ? unmatched(command.getCommandSpec(), unmatched.getUnmatched().getFirst())
            : e.getMessage();
    surroundings.say("longhaul: %s; '%s --help' shows how it is used".formatted(what, name));
    return Exit.USAGE;
  }

  /** Picocli has no type of its own for a command of commands that was called alone. */
  private static boolean lacksCommand(ParameterException e) {
    return e.getClass() == ParameterException.class
        && !e.getCommandLine().getSubcommands().isEmpty();
  }

  private static String unmatched(CommandSpec command, String typed) {
    String shown = Shown.text(typed);
    String what;
    if (typed.startsWith("-")) what = "unknown option '%s'".formatted(shown);
    else if (command.subcommands().isEmpty()) what = "'%s' is one word too many".formatted(shown);
    else what = "unknown command '%s'".formatted(shown);
    return near(command, typed)
        .map(meant -> "%s, did you mean '%s'?".formatted(what, meant))
        .orElse(what);
  }

  /** Picocli's own suggestion is the nearest word, however far away it is. */
  private static Optional<String> near(CommandSpec command, String typed) {
    Collection<String> valid =
        typed.startsWith("-") ? command.optionsMap().keySet() : visible(command);
    return Nearest.to(typed, List.copyOf(valid));
  }

  private static List<String> visible(CommandSpec command) {
    return command.subcommands().entrySet().stream()
        .filter(below -> !below.getValue().getCommandSpec().usageMessage().hidden())
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    boolean verbose =
        parsed.originalArgs().contains("-v") || parsed.originalArgs().contains("--verbose");
    int exit = exit(e);
    Hints hints = Hints.of(surroundings, parsed);
    switch (e) {
      case InterruptedException interrupted -> {}
      case LedgerUnavailable silent ->
          say(
              hints,
              "the ledger does not answer: %s; nothing is lost, run it again"
                  .formatted(silent.getMessage()));
      case QueueUnavailable silent ->
          say(
              hints,
              "the queue does not answer: %s; nothing is lost, run it again"
                  .formatted(silent.getMessage()));
      default -> {
        if (isLine(e)) say(hints, String.valueOf(e.getMessage()));
        else unexpected(e, verbose);
      }
    }
    if (verbose && !(e instanceof InterruptedException)) surroundings.say(trace(e));
    return exit;
  }

  private void say(Hints hints, String line) {
    surroundings.say("longhaul: " + hints.spelled(line));
  }

  /** Whether its message was written for the user. */
  private static boolean isLine(Exception e) {
    return e instanceof CommandFailed
        || e instanceof JobFileException
        || e instanceof StackMisconfigured
        || e instanceof StackUnreachable
        || e instanceof NoAccess
        || e instanceof StoreException;
  }

  private int exit(Exception e) {
    return switch (e) {
      case InterruptedException interrupted -> surroundings.signals().exit();
      case CommandFailed failed -> failed.exit();
      case JobFileException wrong -> Exit.USAGE;
      case StackMisconfigured wrong -> Exit.USAGE;
      default -> Exit.FAILED;
    };
  }

  private void unexpected(Exception e, boolean verbose) {
    String line = "longhaul: unexpected: " + e;
    if (verbose) {
      surroundings.say(line);
      return;
    }
    Path log = surroundings.place().folder().resolve(LOG);
    try {
      Files.createDirectories(log.getParent());
      Files.writeString(log, trace(e), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      surroundings.say(line + "; all of it is in " + log);
    } catch (IOException unwritable) {
      surroundings.say(line + "\n" + trace(e));
    }
  }

  private static String trace(Exception e) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }
}
