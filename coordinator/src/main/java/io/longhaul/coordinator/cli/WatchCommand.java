package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.SessionIds;
import io.longhaul.coordinator.report.RunReport;
import io.longhaul.coordinator.report.TextReport;
import io.longhaul.coordinator.watch.Picture;
import io.longhaul.coordinator.watch.SizingDuty;
import io.longhaul.coordinator.watch.SweepDuty;
import io.longhaul.coordinator.watch.Watch;
import io.longhaul.stack.Stack;
import io.longhaul.unit.RunName;
import io.longhaul.unit.WorkerId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Follows a run until it is over, and keeps it going meanwhile. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = {
      "Shows a run's progress until it is over. Ctrl-C ends the watching, not the run.",
      "Exits 0 when all is done, 3 when dead units are left, 130 after Ctrl-C."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  longhaul watch orders-2026-11",
      "  longhaul watch orders --json | jq .objects.copied",
      "  longhaul watch orders --local"
    })
final class WatchCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "RUN", description = "The run's name; 'longhaul status' lists them.")
  private String name;

  @Option(names = "--json", description = "One JSON object a line, whenever something is new.")
  private boolean json;

  @Mixin private StackOptions stackOptions;

  WatchCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    RunName run = Words.run(name);
    try (Stack stack = stackOptions.open(surroundings)) {
      Picture picture = Pictures.on(surroundings.out(), json, surroundings);
      Watch watch = new Watch(stack, run, picture);
      watch.read();
      WorkerId me = SessionIds.fresh("watch");
      try (SweepDuty duty = SweepDuty.begin(stack, me);
          SizingDuty sizing = SizingDuty.begin(surroundings.fleets(), stack, me)) {
        Nobody nobody = new Nobody(stackOptions.hints(surroundings));
        watch.untilOver(progress -> {
          String line = nobody.line(progress);
          if (!line.isEmpty()) picture.say(line);
          sizing.news().ifPresent(picture::say);
        });
      }
      int exit = over(stack, run);
      OpenUploads.tidy(surroundings, stack, run);
      return exit;
    } catch (InterruptedException e) {
      surroundings.say("interrupted; the run goes on without the watch");
      throw e;
    }
  }

  private int over(Stack stack, RunName run) {
    RunReport report = RunReport.of(stack, run, RunReport.MOST_DEAD);
    if (!json) {
      surroundings.out().print(new TextReport(report).screen());
      surroundings.out().flush();
    }
    Ends.sayWhereToLook(surroundings, stackOptions.hints(surroundings), report);
    Ends.sayGrant(surroundings, stackOptions.hints(surroundings), stack, report.run());
    return report.verdict().exit();
  }
}
