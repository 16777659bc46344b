package io.longhaul;

import io.longhaul.aws.AwsSettings;
import io.longhaul.aws.stack.AwsStacks;
import io.longhaul.coordinator.Exit;
import io.longhaul.coordinator.cli.Commands;
import io.longhaul.coordinator.cli.Signals;
import io.longhaul.coordinator.cli.Surroundings;
import io.longhaul.coordinator.cli.Surroundings.Place;
import io.longhaul.coordinator.cli.Surroundings.Services;
import io.longhaul.coordinator.cli.Surroundings.Streams;
import io.longhaul.coordinator.fleet.ec2.Ec2Fleets;
import io.longhaul.coordinator.grant.aws.AwsGrantDesk;
import io.longhaul.coordinator.infra.cloudformation.CloudFormationEstates;
import io.longhaul.kind.Kinds;
import io.longhaul.log.LogForm;
import io.longhaul.time.SystemTime;
import io.longhaul.time.Time;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root command: exits with what the named command returned, 2 when it was misused. */
@Command(
    name = "longhaul",
    description = "Long bulk jobs on AWS: cut into units, worked off by a fleet, accounted for.",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    footerHeading = "%nBegin with:%n",
    footer = {
      "  longhaul demo                      # see it work, on this machine alone",
      "  longhaul init s3-copy > job.yaml   # a commented job to fill in",
      "  longhaul run job.yaml --name first --local",
      "  longhaul COMMAND --help            # examples of each command"
    })
public final class Main {
  /** Requests at once of one process, to all services together. */
  private static final int SLOTS = 256;

  /** Of a command that asks about the fleet. */
  private static final int FLEET_SLOTS = 8;

  /** What ends a command looks for it among the arguments, where a command may not have begun. */
  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of a failure.")
  private boolean verbose;

  /** As with {@code --verbose}: it has to be known before the arguments are understood. */
  @SuppressWarnings("UnusedVariable")
  @Option(
      names = LogForm.FLAG,
      scope = ScopeType.INHERIT,
      paramLabel = "FORM",
      description = "Diagnostics as text, or as json, one object a line. Else LONGHAUL_LOG.")
  private @Nullable String log;

  private Main() {}

  public static void main(String[] args) {
    LogForm form;
    try {
      form = LogForm.resolve(List.of(args), System.getenv());
    } catch (IllegalArgumentException e) {
      System.err.println("longhaul: " + e.getMessage());
      System.exit(Exit.USAGE);
      return;
    }
    Surroundings surroundings = surroundings(form);
    int exit = line(surroundings).execute(args);
    surroundings.out().flush();
    surroundings.err().flush();
    System.exit(exit);
  }

  private static CommandLine line(Surroundings surroundings) {
    CommandLine line = Commands.below(new Main(), surroundings);
    line.addSubcommand(new WorkerCommand(surroundings));
    line.addSubcommand(new TrainCommand(surroundings, Main::line));
    return Commands.ready(line, surroundings);
  }

  private static Surroundings surroundings(LogForm form) {
    Time time = new SystemTime();
    String home = System.getProperty("longhaul.home");
    return new Surroundings(
        new Streams(utf8(System.out), form.taken(System.err), Terminal.columns(), Terminal::line),
        new Place(
            System.getenv(),
            Path.of("").toAbsolutePath(),
            Optional.ofNullable(home).map(Path::of),
            System.getProperty("longhaul.program", "longhaul")),
        time,
        new Services(
            new AwsStacks(AwsSettings.of(SLOTS), time),
            new Ec2Fleets(AwsSettings.of(FLEET_SLOTS)),
            new CloudFormationEstates(AwsSettings.of(SLOTS), time),
            (stack, own) -> new AwsGrantDesk(AwsSettings.of(SLOTS), own)),
        Kinds.ALL::named,
        Signals.ofThisProcess(Thread.currentThread()));
  }

  private static PrintWriter utf8(PrintStream stream) {
    return new PrintWriter(stream, false, StandardCharsets.UTF_8);
  }
}
