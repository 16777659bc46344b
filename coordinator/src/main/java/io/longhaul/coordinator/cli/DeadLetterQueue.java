package io.longhaul.coordinator.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.Exit;
import io.longhaul.coordinator.Figures;
import io.longhaul.coordinator.dead.DeadExport;
import io.longhaul.coordinator.dead.DeadLetters;
import io.longhaul.coordinator.dead.Foreign;
import io.longhaul.coordinator.dead.LetterExport;
import io.longhaul.coordinator.dead.LetterText;
import io.longhaul.coordinator.dead.Removal;
import io.longhaul.coordinator.dead.Removal.Removed;
import io.longhaul.queue.WorkQueue;
import io.longhaul.stack.Stack;
import io.longhaul.unit.Tier;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;

/** What {@code dead} does without a run: shows the dead-letter queue, and rids it of strangers. */
final class DeadLetterQueue {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Surroundings surroundings;
  private final Stack stack;
  private final LetterOptions options;
  private final DeadLetters letters;
  private final boolean json;

  DeadLetterQueue(Surroundings surroundings, Stack stack, LetterOptions options, boolean json) {
    this.surroundings = surroundings;
    this.stack = stack;
    this.options = options;
    this.letters = new DeadLetters(stack);
    this.json = json;
  }

  int show(boolean dryRun) throws InterruptedException {
    Foreign seen = Foreign.look(letters, DeadLetters.MOST, !dryRun);
    if (json) surroundings.print(json(seen).toString());
    else text(seen);
    if (seen.stale() > 0) {
      surroundings.say(
          "%s of units that are dead no more%s"
              .formatted(Figures.count(seen.stale(), "notice"), dryRun ? "" : ", now taken out"));
    }
    sayWhole(seen.whole());
    return Exit.DONE;
  }

  private void text(Foreign seen) {
    Instant now = stack.time().now();
    for (LetterText letter : seen.shown()) surroundings.out().println(letter.text(now));
    if (seen.foreign() > seen.shown().size()) {
      surroundings
          .out()
          .println(
              "and %s more: --export writes all of them"
                  .formatted(Figures.count(seen.foreign() - seen.shown().size())));
    }
    surroundings.print(
        "dead-letter queue: %s, %s of dead units"
            .formatted(
                Figures.count(seen.foreign(), "foreign message"),
                Figures.count(seen.notices(), "notice")));
  }

  private ObjectNode json(Foreign seen) {
    ObjectNode line =
        JSON.createObjectNode()
            .put("messages", seen.messages())
            .put("whole", seen.whole())
            .put("notices", seen.notices())
            .put("stale", seen.stale())
            .put("foreign", seen.foreign());
    ArrayNode shown = line.putArray("examples");
    for (LetterText letter : seen.shown()) shown.add(letter.shortJson());
    return line;
  }

  int export(DeadExport.Form form, Path file) throws InterruptedException {
    Path where = surroundings.place().folder().resolve(file);
    long written = LetterExport.write(letters, form, where);
    surroundings.say("wrote %s to %s".formatted(Figures.count(written, "foreign message"), where));
    return Exit.DONE;
  }

  int remove(boolean dryRun) throws InterruptedException {
    String move = options.move();
    WorkQueue to = move == null ? null : queue(move);
    Removal removal = new Removal(letters, options::means);
    if (dryRun) return removed(removal.wouldGo(to != null), true);
    if (to != null) return removed(removal.move(to), false);
    if (!options.yes()) confirm();
    return removed(removal.delete(), false);
  }

  private WorkQueue queue(String name) {
    for (Tier tier : Tier.values()) {
      if (tier.name().toLowerCase(Locale.ROOT).equals(name)) return stack.queues().of(tier);
    }
    String own = "longhaul-%s-dead".formatted(stack.settings().name());
    if (name.equals(own) || name.equals("dead")) {
      throw CommandFailed.misused("--move '%s': that is where they are".formatted(name));
    }
    return stack.queues().named(name);
  }

  private void confirm() throws InterruptedException {
    if (surroundings.streams().columns().isEmpty()) {
      throw CommandFailed.misused(
          "messages that are deleted are gone, and no terminal is here to ask at; --export them,"
              + " then --yes deletes them");
    }
    surroundings.say("messages that are deleted are gone; type 'delete' to go on:");
    String typed = surroundings.signals().endingAtOnce(surroundings.streams().typed()).orElse("");
    if (Thread.interrupted()) throw new InterruptedException();
    if (!typed.strip().equals("delete")) {
      throw CommandFailed.misused("that is not it: nothing was deleted");
    }
  }

  private int removed(Removed removed, boolean dryRun) {
    String verb = options.delete() ? "deleted" : "moved";
    if (json) {
      surroundings.print(
          JSON.createObjectNode()
              .put(dryRun ? "would" : "done", options.delete() ? "delete" : "move")
              .put("messages", removed.gone())
              .put("refused", removed.refused())
              .put("attributes", removed.attributes())
              .put("whole", removed.whole())
              .toString());
    } else {
      surroundings.print(
          "%s%s %s"
              .formatted(
                  Figures.count(removed.gone(), "foreign message"),
                  dryRun ? " would be" : "",
                  verb));
    }
    if (removed.refused() > 0) {
      surroundings.say(
          "%s left: the other queue would not take them"
              .formatted(Figures.count(removed.refused(), "message")));
    }
    if (removed.attributes() > 0) {
      surroundings.say(
          "%s left: they carry attributes beside their text, which a move would lose; use the"
                  .formatted(Figures.count(removed.attributes(), "message"))
              + " AWS tools for these");
    }
    long missing = options.named() - removed.gone() - removed.left();
    if (options.named() > 0 && missing > 0) {
      surroundings.say(
          "%s not among the foreign messages: gone, or a notice, which 'redrive' or --accept take"
                  .formatted(Figures.count(missing, "named message"))
              + " out with its unit");
    }
    sayWhole(removed.whole());
    boolean all = removed.left() == 0 && (options.named() == 0 || missing <= 0);
    return dryRun || all ? Exit.DONE : Exit.FAILED;
  }

  private void sayWhole(boolean whole) {
    if (whole) return;
    surroundings.say(
        "the queue has more than was looked at, about %s in all; run it again"
            .formatted(Figures.count(stack.queues().dead().depth(), "message")));
  }
}
