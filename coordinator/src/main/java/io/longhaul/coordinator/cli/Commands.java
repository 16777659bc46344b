package io.longhaul.coordinator.cli;

import java.util.regex.Matcher;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

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
    line.addSubcommand(InfraCommand.line(surroundings));
    line.addSubcommand(new InitCommand(surroundings));
    line.addSubcommand(new PlanCommand(surroundings));
    line.addSubcommand(new SubmitCommand(surroundings));
    line.addSubcommand(new RunCommand(surroundings));
    line.addSubcommand(new WatchCommand(surroundings));
    line.addSubcommand(new StatusCommand(surroundings));
    line.addSubcommand(new ReportCommand(surroundings));
    line.addSubcommand(new DeadCommand(surroundings));
    line.addSubcommand(new RedriveCommand(surroundings));
    line.addSubcommand(new ReconcileCommand(surroundings));
    line.addSubcommand(new CancelCommand(surroundings));
    line.addSubcommand(new UnitsCommand(surroundings));
    return line;
  }

  /** The examples as this user can paste them. */
  private static void spellExamples(CommandLine line, String program) {
    UsageMessageSpec usage = line.getCommandSpec().usageMessage();
    String[] footer = usage.footer().clone();
    for (int i = 0; i < footer.length; i++) {
      String plain = footer[i].replaceFirst("^  longhaul ", "  " + program + " ");
      footer[i] = plain.replaceFirst("\\$\\(longhaul ", "\\$(" + program + " ");
    }
    usage.footer(footer);
    for (CommandLine below : line.getSubcommands().values()) spellExamples(below, program);
  }

  /** To be called when all commands are there. */
  public static CommandLine ready(CommandLine line, Surroundings surroundings) {
    String program = Hints.word(surroundings.place().program());
    line.setCommandName(program);
    spellExamples(line, Matcher.quoteReplacement(program.replace("%", "%%")));
    Failures failures = new Failures(surroundings);
    return line.setOut(surroundings.out())
        .setErr(surroundings.err())
        .setUsageHelpAutoWidth(true)
        .setUsageHelpLongOptionsMaxWidth(26)
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures);
  }
}
