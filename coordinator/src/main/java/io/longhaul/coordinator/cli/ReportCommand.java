package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.Figures;
import io.longhaul.coordinator.Unreadable;
import io.longhaul.coordinator.dead.DeadFilter;
import io.longhaul.coordinator.dead.DeadUnits;
import io.longhaul.coordinator.dead.DifferencesCsv;
import io.longhaul.coordinator.report.JsonReport;
import io.longhaul.coordinator.report.ReportFiles;
import io.longhaul.coordinator.report.RunReport;
import io.longhaul.coordinator.report.TextReport;
import io.longhaul.job.S3VerifyJob;
import io.longhaul.stack.Stack;
import io.longhaul.unit.RunName;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what became of every object of a run. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Accounts for a run: what was listed against what became of it, and each dead unit.",
      "Exits 0, or 3 when the run is over and dead units are left."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  longhaul report orders-2026-11 --out report/   # report.txt, report.csv, report.json",
      "  longhaul report orders-verify --out report/    # and differences.csv",
      "  longhaul report orders                         # the text, on stdout",
      "  longhaul report orders --json | jq .verdict"
    })
final class ReportCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "RUN", description = "The run's name; 'longhaul status' lists them.")
  private String name;

  @Option(names = "--out", paramLabel = "DIR", description = "Write the files into this folder.")
  private @Nullable Path folder;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Mixin private StackOptions stackOptions;

  ReportCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  private void differences(Stack stack, RunName run, Path where) throws InterruptedException {
    Unreadable bad = new Unreadable(surroundings::say);
    DeadUnits dead = new DeadUnits(stack, run, DeadFilter.ALL, Long.MAX_VALUE, bad);
    Path file = where.resolve("differences.csv");
    long objects = DifferencesCsv.write(dead, file);
    surroundings.say("wrote %s: %s".formatted(file, Figures.count(objects, "object")));
  }

  @Override
  public Integer call() throws InterruptedException {
    RunName run = Words.run(name);
    try (Stack stack = stackOptions.open(surroundings)) {
      RunReport report = RunReport.of(stack, run, RunReport.MOST_DEAD);
      if (folder != null) {
        Path where = surroundings.place().folder().resolve(folder);
        for (Path file : ReportFiles.write(report, where)) surroundings.say("wrote " + file);
        if (report.run().kind().equals(S3VerifyJob.KIND)) differences(stack, run, where);
      }
      TextReport text = new TextReport(report);
      if (json) surroundings.print(new JsonReport(report).line());
      else surroundings.out().print(folder == null ? text.text() : text.screen());
      surroundings.out().flush();
      Ends.sayWhereToLook(surroundings, stackOptions.hints(surroundings), report);
      Ends.sayGrant(surroundings, stackOptions.hints(surroundings), stack, report.run());
      return report.verdict().exit();
    }
  }
}
