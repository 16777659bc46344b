package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.Exit;
import io.longhaul.job.file.JobFileException;
import io.longhaul.job.form.Nearest;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.queue.QueueUnavailable;
import io.longhaul.s3.CredentialsRefused;
import io.longhaul.s3.StoreException;
import io.longhaul.stack.StackMisconfigured;
import io.longhaul.stack.StackUnreachable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
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
    String name = command.getCommandSpec().qualifiedName();
    StringBuilder line = new StringBuilder("longhaul: " + e.getMessage());
    if (e instanceof UnmatchedArgumentException unmatched) {
      near(command.getCommandSpec(), unmatched.getUnmatched().getFirst())
          .ifPresent(meant -> line.append("; did you mean '").append(meant).append("'?"));
    }
    surroundings.say(line + "; '" + name + " --help' shows how it is used");
    return Exit.USAGE;
  }

  /** Picocli's own suggestion is the nearest word, however far away it is. */
  private static Optional<String> near(CommandSpec command, String typed) {
    Collection<String> valid =
        typed.startsWith("-") ? command.optionsMap().keySet() : command.subcommands().keySet();
    return Nearest.to(typed, List.copyOf(valid));
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    boolean verbose =
        parsed.originalArgs().contains("-v") || parsed.originalArgs().contains("--verbose");
    int exit = exit(e);
    switch (e) {
      case InterruptedException interrupted -> {}
      case CommandFailed failed -> surroundings.say("longhaul: " + failed.getMessage());
      case JobFileException wrong -> surroundings.say("longhaul: " + wrong.getMessage());
      case StackMisconfigured wrong -> surroundings.say("longhaul: " + wrong.getMessage());
      case StackUnreachable gone -> surroundings.say("longhaul: " + gone.getMessage());
      case CredentialsRefused refused -> surroundings.say("longhaul: " + refused.getMessage());
      case LedgerUnavailable silent ->
          surroundings.say(
              "longhaul: the ledger does not answer: %s; nothing is lost, run it again"
                  .formatted(silent.getMessage()));
      case QueueUnavailable silent ->
          surroundings.say(
              "longhaul: the queue does not answer: %s; nothing is lost, run it again"
                  .formatted(silent.getMessage()));
      case StoreException store -> surroundings.say("longhaul: " + store.getMessage());
      default -> unexpected(e, verbose);
    }
    if (verbose && !(e instanceof InterruptedException)) surroundings.say(trace(e));
    return exit;
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
