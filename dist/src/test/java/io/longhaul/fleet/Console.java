package io.longhaul.fleet;

import io.longhaul.aws.AwsSettings;
import io.longhaul.aws.stack.AwsStacks;
import io.longhaul.commands.Longhaul.Ended;
import io.longhaul.coordinator.cli.Commands;
import io.longhaul.coordinator.cli.Signals;
import io.longhaul.coordinator.cli.Surroundings;
import io.longhaul.coordinator.cli.Surroundings.Place;
import io.longhaul.coordinator.cli.Surroundings.Streams;
import io.longhaul.kind.Kinds;
import io.longhaul.time.SystemTime;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands in this process, for a test that gives dozens of them. */
final class Console {
  private final Path folder;
  private final Map<String, String> environment;

  Console(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = Map.copyOf(environment);
  }

  @Command(name = "longhaul")
  private static final class Root {}

  Ended run(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    SystemTime time = new SystemTime();
    Surroundings surroundings =
        new Surroundings(
            new Streams(
                new PrintWriter(out), new PrintWriter(err), Optional.empty(), Optional::empty),
            new Place(environment, folder, Optional.empty(), "./longhaul"),
            time,
            new AwsStacks(AwsSettings.of(8), time),
            Kinds.ALL::named,
            new Signals());
    CommandLine line = Commands.ready(Commands.below(new Root(), surroundings), surroundings);
    int exit = line.execute(words);
    return new Ended(exit, out.toString(), err.toString());
  }
}
