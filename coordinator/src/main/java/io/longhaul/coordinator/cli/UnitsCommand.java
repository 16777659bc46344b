package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.Exit;
import io.longhaul.coordinator.Unreadable;
import io.longhaul.coordinator.units.AllUnits;
import io.longhaul.coordinator.units.UnitFilter;
import io.longhaul.coordinator.units.UnitLine;
import io.longhaul.job.form.Nearest;
import io.longhaul.stack.Stack;
import io.longhaul.text.Shown;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitState;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the units of a run. */
@Command(
    name = "units",
    mixinStandardHelpOptions = true,
    description = {
      "Lists a run's units, one a line: id, state, tier, attempts, the session that held it "
          + "last, and what it is about.",
      "It reads the ledger page by page, and changes nothing. Exits 0, or 3 if rows could "
          + "not be read: they are named, and the others are listed."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  longhaul units orders-2026-11 --in running",
      "  longhaul units orders --prefix 2024/ --limit 10",
      "  longhaul units orders --json | jq -r .unit"
    })
final class UnitsCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "RUN", description = "The run's name; 'longhaul status' lists them.")
  private String name;

  @Option(names = "--in", paramLabel = "STATE", description = "Only units in this state.")
  private @Nullable String state;

  @Option(
      names = "--class",
      paramLabel = "CLASS",
      description = "Only units whose last failure is of this class.")
  private @Nullable String failure;

  @Option(
      names = "--prefix",
      paramLabel = "KEYS",
      description = "Only units that may hold a key that begins so.")
  private String prefix = "";

  @Option(names = "--limit", paramLabel = "N", description = "So many units at most.")
  private @Nullable Long limit;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Mixin private StackOptions stackOptions;

  UnitsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    RunName run = Words.run(name);
    UnitFilter filter = new UnitFilter(state(state), DeadOptions.failure(failure), prefix);
    long most = DeadOptions.limit(limit);
    try (Stack stack = stackOptions.open(surroundings)) {
      Words.there(stack, run);
      long[] shown = {0};
      Unreadable bad = new Unreadable(surroundings::say);
      new AllUnits(stack.ledger(), run, bad)
          .each(
              filter,
              json ? UnitLine::json : UnitLine::text,
              line -> {
                surroundings.out().println(line);
                // whoever reads may have had enough, such as head
                return ++shown[0] < most && !surroundings.out().checkError();
              });
      surroundings.out().flush();
      return Ends.exit(stackOptions.hints(surroundings), run, bad, Exit.DONE);
    }
  }

  private static Optional<UnitState> state(@Nullable String word) {
    if (word == null) return Optional.empty();
    List<String> words = Arrays.stream(UnitState.values()).map(UnitLine::word).toList();
    if (words.contains(word)) return Optional.of(UnitState.valueOf(word.toUpperCase(Locale.ROOT)));
    throw CommandFailed.misused(
        "--in '%s' is none%s: %s"
            .formatted(
                Shown.text(word),
                Nearest.to(word, words).map(", did you mean '%s'?"::formatted).orElse(""),
                String.join(", ", words)));
  }
}
