package io.longhaul.worker.command;

import io.longhaul.claim.InHand;
import io.longhaul.claim.UnitHandler;
import io.longhaul.job.CommandJob;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.StoreException;
import io.longhaul.unit.Claim;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Outcome.Failed;
import io.longhaul.unit.Payload.Items;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the units of {@code command}: after it, the command has ended well for each item, or the
 * item has left in a unit of its own.
 *
 * <p>What a command does outside is not fenced by the ledger. It is told the unit's fence, for what
 * it writes to may compare it.
 */
public final class CommandHandler implements UnitHandler {
  private static final Logger LOG = LoggerFactory.getLogger(CommandHandler.class);

  private final Programs programs;
  private final Running running;
  private final CommandSettings settings;

  /**
   * @param store that artifacts are read from, as whoever the worker is
   */
  public CommandHandler(ObjectStore store, CommandSettings settings) {
    this.settings = settings;
    ArtifactFolder folder = new ArtifactFolder(store, settings);
    this.programs = new Programs(settings.allowed(), folder);
    this.running = new Running(new Keeper(settings.user()));
  }

  @Override
  public Outcome handle(InHand unit) throws InterruptedException {
    if (!(unit.job().options() instanceof CommandJob job)) {
      throw new IllegalArgumentException(
          unit.claim().ref() + " is of a job of " + unit.job().kind());
    }
    if (!(unit.claim().payload() instanceof Items items)) {
      throw new IllegalArgumentException(unit.claim().ref() + ": command has items only");
    }
    Account account = new Account(items.ids());
    Duration budget = Duration.ofSeconds(unit.job().unit().seconds());
    long begun = unit.time().nanos();
    for (String item : items.ids()) {
      boolean over = unit.time().nanos() - begun > budget.toNanos();
      if (unit.leaving() || account.begun() && (over || account.full())) break;
      List<String> words;
      try {
        words = programs.words(job, item, unit);
      } catch (ArtifactRefused e) {
        if (account.begun()) break; // what is left meets it by itself
        return new Failed(e.failure(), e.why());
      } catch (StoreException e) {
        if (account.begun()) break;
        return new Failed(e.failure(), String.valueOf(e.getMessage()));
      }
      Ran ran = ran(unit, job, item, words);
      if (ran instanceof Ran.Cancelled) break;
      Optional<Failed> failed = failed(job, ran);
      failed.ifPresent(why -> say(unit.claim(), item, why, ran));
      account.ended(item, failed);
    }
    return account.outcome();
  }

  private Ran ran(InHand unit, CommandJob job, String item, List<String> words)
      throws InterruptedException {
    try (Folder folder = Folder.made(settings.user(), unit.time())) {
      Map<String, String> environment = environment(unit.claim(), item, folder);
      List<String> run = settings.user().map(user -> user.words(words)).orElse(words);
      return running.run(unit, new Running.What(run, environment, folder.path(), job.longest()));
    } catch (IOException e) {
      return new Ran.Unstarted(String.valueOf(e.getMessage()));
    }
  }

  private Map<String, String> environment(Claim claim, String item, Folder folder) {
    Map<String, String> environment = new HashMap<>(settings.environment());
    environment.put("HOME", folder.path().toString());
    environment.put("TMPDIR", folder.path().toString());
    environment.put("LONGHAUL_RUN", claim.ref().run().value());
    environment.put("LONGHAUL_UNIT", claim.ref().unit().value());
    environment.put("LONGHAUL_FENCE", Long.toString(claim.fence()));
    environment.put("LONGHAUL_ITEM", item);
    return environment;
  }

  private static Optional<Failed> failed(CommandJob job, Ran ran) {
    return switch (ran) {
      case Ran.Ended(int status, List<String> _) when status == 0 -> Optional.empty();
      case Ran.Ended(int status, List<String> last) ->
          Optional.of(
              new Failed(
                  job.permanent().contains(status)
                      ? FailureClass.COMMAND_REFUSED
                      : FailureClass.COMMAND_FAILED,
                  "'%s' ended with status %d%s".formatted(job.command(), status, said(last))));
      case Ran.TooLong(List<String> last) ->
          Optional.of(
              new Failed(
                  FailureClass.COMMAND_FAILED,
                  "'%s' was killed after %d s%s"
                      .formatted(job.command(), job.timeout(), said(last))));
      case Ran.Unstarted(String why) ->
          Optional.of(
              new Failed(
                  FailureClass.COMMAND_FAILED,
                  "'%s' cannot be started here: %s".formatted(job.command(), why)));
      case Ran.Cancelled() -> throw new IllegalStateException("not looked at");
    };
  }

  private static String said(List<String> last) {
    return last.isEmpty() ? ", and said nothing" : ": " + last.getLast();
  }

  /** A reason holds a line; who looks for more finds it here. */
  private static void say(Claim claim, String item, Failed failed, Ran ran) {
    List<String> last =
        switch (ran) {
          case Ran.Ended ended -> ended.last();
          case Ran.TooLong tooLong -> tooLong.last();
          case Ran.Unstarted _, Ran.Cancelled _ -> List.of();
        };
    LOG.atInfo()
        .addKeyValue("run", claim.ref().run())
        .addKeyValue("unit", claim.ref().unit())
        .addKeyValue("kind", CommandJob.KIND)
        .addKeyValue("item", item)
        .addKeyValue("why", failed.why())
        .addKeyValue("said", String.join(" | ", last))
        .log("command failed");
  }
}
