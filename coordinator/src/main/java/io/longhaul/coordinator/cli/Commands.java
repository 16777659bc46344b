package io.longhaul.coordinator.cli;

import picocli.CommandLine;

/** Puts the commands below a root, each with its surroundings, and fits their exit statuses. */
public final class Commands {
  private Commands() {}

  /**
   * @param root the root's own command, to which others may be added
   */
  public static CommandLine below(Object root, Surroundings surroundings) {
    CommandLine line = new CommandLine(root);
    line.addSubcommand(new DemoCommand(surroundings));
    line.addSubcommand(LocalCommand.line(surroundings));
    line.addSubcommand(new InitCommand(surroundings));
    line.addSubcommand(new SubmitCommand(surroundings));
    line.addSubcommand(new RunCommand(surroundings));
    line.addSubcommand(new WatchCommand(surroundings));
    line.addSubcommand(new StatusCommand(surroundings));
    line.addSubcommand(new ReportCommand(surroundings));
    return line;
  }

  /** To be called when all commands are there. */
  public static CommandLine ready(CommandLine line, Surroundings surroundings) {
    Failures failures = new Failures(surroundings);
    return line.setOut(surroundings.out())
        .setErr(surroundings.err())
        .setUsageHelpAutoWidth(true)
        .setUsageHelpLongOptionsMaxWidth(26)
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures);
  }
}
