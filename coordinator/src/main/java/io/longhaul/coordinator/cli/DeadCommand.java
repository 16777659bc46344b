package io.longhaul.coordinator.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.access.NoAccess;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.Exit;
import io.longhaul.coordinator.Figures;
import io.longhaul.coordinator.SessionIds;
import io.longhaul.coordinator.Unreadable;
import io.longhaul.coordinator.dead.Acceptance;
import io.longhaul.coordinator.dead.DeadExport;
import io.longhaul.coordinator.dead.DeadFilter;
import io.longhaul.coordinator.dead.DeadJson;
import io.longhaul.coordinator.dead.DeadLetters;
import io.longhaul.coordinator.dead.DeadText;
import io.longhaul.coordinator.dead.DeadUnits;
import io.longhaul.coordinator.dead.Foreign;
import io.longhaul.coordinator.dead.Groups;
import io.longhaul.queue.QueueUnavailable;
import io.longhaul.stack.Stack;
import io.longhaul.text.Shown;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitState;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the dead units of a run by class and reason, writes all of them, or accepts them. */
@Command(
    name = "dead",
    mixinStandardHelpOptions = true,
    description = {
      "Shows a run's dead units by class and reason, and what to do about each class.",
      "It changes nothing but with --accept, which closes them by hand: their objects count",
      "as skipped. With --prefix, units that may hold other keys too are not accepted.",
      "Without RUN it looks through the stack's dead-letter queue, takes out notices of units that",
      "are dead no more, and shows the messages that are none of ours.",
      "Exits 0, 1 if messages were left that could not be moved, or 3 if rows could not be read:",
      "they are named, and the others are dealt with."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  longhaul dead orders-2026-11",
      "  longhaul dead orders --class denied --json | jq '.classes[].groups[].reason'",
      "  longhaul dead orders --export csv --out dead.csv       # every one of them",
      "  longhaul dead orders --class too-large --accept 'copied by hand' --dry-run",
      "  longhaul dead                                          # the dead-letter queue",
      "  longhaul dead --export json --out foreign.json",
      "  longhaul dead --delete --all --yes",
      "  longhaul dead --move small --message 2f0c1f0e-3d4b-4a53-9f4e-0d5b1c9a7e11"
    })
final class DeadCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** So many messages are looked at for foreign ones beside a run's dead units. */
  private static final int MOST_LETTERS = 200;

  private final Surroundings surroundings;

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      description = "The run's name; 'longhaul status' lists them.")
  private @Nullable String name;

  @Mixin private DeadOptions options;

  @Mixin private LetterOptions letters;

  @Option(
      names = "--export",
      paramLabel = "csv|json",
      description = "Write every unit into a file, named by --out.")
  private @Nullable String export;

  @Option(names = "--out", paramLabel = "FILE", description = "The file for --export.")
  private @Nullable Path file;

  @Option(
      names = "--accept",
      paramLabel = "WHY",
      description = "Close them as they are, for this reason.")
  private @Nullable String accept;

  @Option(
      names = "--dry-run",
      description = "With --accept, or without RUN: show which, and change nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  private boolean cancelled;

  @Mixin private StackOptions stackOptions;

  DeadCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    return name == null ? lookAtQueue() : ofRun(Words.run(name));
  }

  private int lookAtQueue() throws InterruptedException {
    DeadExport.@Nullable Form form = form();
    if (accept != null || !options.filter().equals(DeadFilter.ALL)) {
      throw CommandFailed.misused("say which run's units are meant: 'longhaul status' lists them");
    }
    letters.check();
    if (form != null && letters.given()) {
      throw CommandFailed.misused("--export goes alone: export first");
    }
    try (Stack stack = stackOptions.open(surroundings)) {
      DeadLetterQueue queue = new DeadLetterQueue(surroundings, stack, letters, json);
      if (form != null && file != null) return queue.export(form, file);
      return letters.changes() ? queue.remove(dryRun) : queue.show(dryRun);
    }
  }

  private int ofRun(RunName run) throws InterruptedException {
    if (letters.given()) {
      throw CommandFailed.misused(
          "messages belong to no run: leave RUN out with --message, --all, --delete and --move");
    }
    DeadFilter filter = options.filter();
    long limit = options.limit();
    DeadExport.@Nullable Form form = form();
    if (dryRun && accept == null) {
      throw CommandFailed.misused("--dry-run goes with --accept; without it nothing is changed");
    }
    if (accept != null && accept.isBlank()) {
      throw CommandFailed.misused("--accept: say why, for whoever reads the report");
    }
    try (Stack stack = stackOptions.open(surroundings)) {
      cancelled = Words.there(stack, run).state().cancelled();
      Words.unitsThere(stack, run, filter.units());
      Unreadable bad = new Unreadable(surroundings::say);
      DeadUnits dead = new DeadUnits(stack, run, filter, limit, bad);
      if (form != null && file != null) export(dead, form, file);
      else if (accept != null && !dryRun) accept(stack, dead, accept);
      else show(stack, dead, filter.equals(DeadFilter.ALL) && limit == Long.MAX_VALUE);
      return Ends.exit(stackOptions.hints(surroundings), run, bad, Exit.DONE);
    } catch (InterruptedException e) {
      surroundings.say("interrupted; the same command goes on with it");
      throw e;
    }
  }

  private DeadExport.@Nullable Form form() {
    if (export == null && file == null) return null;
    if (export == null || file == null) {
      throw CommandFailed.misused("--export and --out go together: --export csv --out dead.csv");
    }
    if (Files.exists(surroundings.place().folder().resolve(file), LinkOption.NOFOLLOW_LINKS)) {
      throw CommandFailed.misused(
          "--out '%s': it is there already, and is not replaced; name another file, or delete it"
              .formatted(Shown.text(file.toString())));
    }
    if (accept != null) {
      throw CommandFailed.misused("--export and --accept do not go together; export first");
    }
    for (DeadExport.Form form : DeadExport.Form.values()) {
      if (form.name().toLowerCase(Locale.ROOT).equals(export)) return form;
    }
    throw CommandFailed.misused("--export: csv or json");
  }

  private void show(Stack stack, DeadUnits dead, boolean all) throws InterruptedException {
    UnaryOperator<String> spelled = stackOptions.hints(surroundings)::spelled;
    Groups groups = accept == null ? Groups.of(dead) : Acceptance.wouldAccept(dead);
    if (cancelled) groups.ofCancelledRun();
    String run = dead.run().value();
    DeadText text = new DeadText(run, groups, spelled);
    if (json) {
      surroundings.print(DeadJson.groups(run, groups, spelled));
    } else {
      surroundings.out().print(text.text());
      surroundings.out().flush();
    }
    if (dryRun) surroundings.say("would accept %s".formatted(text.sum("unit")));
    long counted = stack.ledger().runs().counts(dead.run()).units(UnitState.DEAD);
    if (all && !dryRun && counted > groups.units() + dead.bad().count()) {
      surroundings.say(
          "the counters know %s, the index shows %s: it lags behind, ask again in a moment"
              .formatted(Figures.count(counted, "dead unit"), Figures.count(groups.units())));
    }
    if (all && !dryRun) sayForeign(stack);
  }

  /** They belong to no run, and whoever looks for what went wrong should hear of them. */
  private void sayForeign(Stack stack) throws InterruptedException {
    Foreign seen;
    try {
      seen = Foreign.look(new DeadLetters(stack), MOST_LETTERS, false);
    } catch (QueueUnavailable | NoAccess e) {
      surroundings.say("the dead-letter queue could not be looked into: " + e.getMessage());
      return;
    }
    if (seen.foreign() == 0) return;
    surroundings.say(
        "the dead-letter queue holds %s%s; '%s' shows them"
            .formatted(
                seen.whole() ? "" : "at least ",
                Figures.count(seen.foreign(), "foreign message"),
                stackOptions.hints(surroundings).command("dead")));
  }

  private void export(DeadUnits dead, DeadExport.Form form, Path file) throws InterruptedException {
    Path where = surroundings.place().folder().resolve(file);
    long units = DeadExport.write(dead, form, where);
    surroundings.say("wrote %s to %s".formatted(Figures.count(units, "dead unit"), where));
  }

  private void accept(Stack stack, DeadUnits dead, String why) throws InterruptedException {
    Acceptance.Accepted accepted =
        new Acceptance(stack, Words.who(surroundings), why, SessionIds.fresh("dead")).accept(dead);
    if (json) {
      surroundings.print(
          JSON.createObjectNode()
              .put("run", dead.run().value())
              .put("accepted", accepted.units())
              .put("objects", accepted.objects())
              .put("unlisted", accepted.unlisted())
              .put("beyondPrefix", accepted.beyond())
              .toString());
    } else {
      surroundings.print(accepted.sentence());
    }
    if (accepted.beyond() > 0) {
      surroundings.say(
          "%s left: they may hold keys without that prefix; accept them by --unit"
              .formatted(Figures.count(accepted.beyond(), "unit")));
    }
    Ends.sayNotices(surroundings, accepted.notices());
    OpenUploads.tidy(surroundings, stack, dead.run());
  }
}
