package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.Exit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Puts the commands below a root, each with its surroundings, and fits their exit statuses. */
public final class Commands {
  private static final Map<String, String> EXITS = new LinkedHashMap<>();

  static {
    EXITS.put(Integer.toString(Exit.DONE), "done");
    EXITS.put(Integer.toString(Exit.FAILED), "failed, in one line that says what to do");
    EXITS.put(Integer.toString(Exit.USAGE), "wrong arguments, or a wrong job file");
    EXITS.put(Integer.toString(Exit.DEAD_LEFT), "finished, and something is left that needs you");
    EXITS.put(Integer.toString(Exit.INTERRUPTED), "interrupted; the same command goes on with it");
  }

  private Commands() {}

  /**
   * @param root the root's own command, to which others may be added
   */
  public static CommandLine below(Object root, Surroundings surroundings) {
    CommandLine line = new CommandLine(root);
    line.addSubcommand(new DemoCommand(surroundings));
    line.addSubcommand(LocalCommand.line(surroundings));
    line.addSubcommand(InfraCommand.line(surroundings));
    line.addSubcommand(FleetCommand.line(surroundings));
    line.addSubcommand(new InitCommand(surroundings));
    line.addSubcommand(new PlanCommand(surroundings));
    line.addSubcommand(new SubmitCommand(surroundings));
    line.addSubcommand(new RunCommand(surroundings));
    line.addSubcommand(new WatchCommand(surroundings));
    line.addSubcommand(new StatusCommand(surroundings));
    line.addSubcommand(new ReportCommand(surroundings));
    line.addSubcommand(new VerifyCommand(surroundings));
    line.addSubcommand(new DeadCommand(surroundings));
    line.addSubcommand(new RedriveCommand(surroundings));
    line.addSubcommand(new ReconcileCommand(surroundings));
    line.addSubcommand(new CancelCommand(surroundings));
    line.addSubcommand(new UnitsCommand(surroundings));
    return line;
  }

  /** Scripts rely on these; what they mean for one command its description says. */
  private static void nameExits(CommandLine line) {
    UsageMessageSpec usage = line.getCommandSpec().usageMessage();
    if (line.getSubcommands().isEmpty() && usage.exitCodeList().isEmpty()) {
      usage.exitCodeListHeading("%nExit status:%n").exitCodeList(EXITS);
    }
    line.getSubcommands().values().forEach(Commands::nameExits);
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
    nameExits(line);
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
