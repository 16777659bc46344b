package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.Exit;
import io.longhaul.coordinator.grant.Change;
import io.longhaul.coordinator.grant.GrantDesk;
import io.longhaul.coordinator.grant.Granting;
import io.longhaul.coordinator.grant.Rights;
import io.longhaul.job.Job;
import io.longhaul.job.JobJson;
import io.longhaul.job.S3Sides;
import io.longhaul.job.file.JobFile;
import io.longhaul.kind.Kind;
import io.longhaul.ledger.Grant;
import io.longhaul.ledger.Grants;
import io.longhaul.stack.Stack;
import io.longhaul.stack.StackSettings;
import io.longhaul.unit.RunName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Grants a run what its job needs, for a while. */
@Command(
    name = "grant",
    mixinStandardHelpOptions = true,
    description = {
      "Grants a run what its job needs: puts statements into the policies of its buckets, under a"
          + " Sid of the run's, and a policy of the run's into the workers' role. They end by"
          + " themselves at the time that they name.",
      "What is there is kept. Again, it lasts longer. 'infra revoke' takes exactly those out."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:granted (or, with --dry-run, would be)",
      "1:a policy cannot take it, or another wrote it at the same time",
      "2:a wrong argument or job file"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  longhaul infra grant job.yaml --name orders-2026-11 --for 24h --dry-run",
      "  longhaul infra grant job.yaml --name orders-2026-11   # for 24 hours, before it is"
          + " submitted",
      "  longhaul infra grant orders-2026-11 --for 3d          # a run that is there: longer",
      "  longhaul infra revoke orders-2026-11"
    })
final class GrantCommand implements Callable<Integer> {
  private static final Pattern LENGTH = Pattern.compile("(\\d{1,5})([mhd])");
  private static final Duration SHORTEST = Duration.ofMinutes(10);
  private static final Duration LONGEST = Duration.ofDays(90);

  private final Surroundings surroundings;

  @Parameters(
      paramLabel = "RUN|JOB",
      description = "A run that is there; or a job file, of a run that --name names.")
  private String target;

  @Option(
      names = "--name",
      paramLabel = "RUN",
      description = "The name under which the job file is submitted, now or later.")
  private @Nullable String name;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      defaultValue = "24h",
      description = "How long: 90m, 24h, 3d; ${DEFAULT-VALUE} if it is not said.")
  private String length;

  @Option(names = "--dry-run", description = "Say what would change in which policy.")
  private boolean dryRun;

  @Mixin private GrantOptions options;
  @Mixin private StackOptions stackOptions;

  GrantCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** For whom. */
  private record Asked(RunName run, Job job) {}

  @Override
  public Integer call() throws InterruptedException {
    StackSettings settings = GrantOptions.settings(stackOptions, surroundings);
    Duration lasting = length(length);
    Optional<Job> read =
        name == null
            ? Optional.empty()
            : Optional.of(JobFile.read(surroundings.place().folder().resolve(target)));
    RunName run = Words.run(name == null ? target : name);
    try (Stack stack = stackOptions.open(surroundings);
        GrantDesk desk = surroundings.grants().open(settings, surroundings.time())) {
      Job job = read.isPresent() ? read.get() : submitted(stack, run);
      Instant until = stack.time().now().plus(lasting).truncatedTo(ChronoUnit.SECONDS);
      return grant(stack, desk, new Asked(run, job), until);
    }
  }

  private int grant(Stack stack, GrantDesk desk, Asked asked, Instant asUsual)
      throws InterruptedException {
    Kind kind = Words.kind(surroundings, asked.job());
    Grants grants = stack.ledger().grants();
    Optional<Grant> before = grants.find(asked.run());
    before.ifPresent(there -> checkSame(there, asked));
    // never shorter: what was promised to a run that works is kept
    Instant until = before.map(Grant::until).filter(asUsual::isBefore).orElse(asUsual);
    StackSettings settings = stack.settings();
    Rights.Dealt dealt =
        new Rights(settings, desk)
            .of(
                asked.job(),
                kind,
                options.keys(desk, asked.job(), surroundings::say),
                options.me());
    dealt.notes().forEach(surroundings::say);
    Granting granting =
        new Granting(
            settings,
            asked.run(),
            desk,
            bucket -> options.buckets(desk, asked.job(), bucket),
            surroundings.time());
    List<Change> changes = granting.toGrant(dealt, until);
    if (changes.isEmpty()) {
      throw CommandFailed.misused(
          "kind '%s' needs nothing beside what the stack's workers may do anyway"
              .formatted(asked.job().kind()));
    }
    if (dryRun) {
      Changes.print(surroundings, changes);
      return Exit.DONE;
    }
    grants.note(
        asked.run(), before.map(Grant::job).orElseGet(() -> JobJson.write(asked.job())), until);
    for (Change change : changes) {
      granting.apply(change);
      surroundings.print(change.sentence());
    }
    surroundings.print(
        "run %s is granted what it needs until %s; '%s' takes it back before"
            .formatted(
                asked.run(),
                until,
                stackOptions.hints(surroundings).command("infra revoke", asked.run())));
    return Exit.DONE;
  }

  private Job submitted(Stack stack, RunName run) {
    if (stack.ledger().runs().find(run).isPresent()) {
      return JobJson.read(stack.ledger().runs().job(run));
    }
    return stack
        .ledger()
        .grants()
        .find(run)
        .map(there -> JobJson.read(there.job()))
        .orElseThrow(() ->
            CommandFailed.misused(
                "there is no run '%s'; for one that is still to be submitted, write the job file and --name RUN"
                    .formatted(run)));
  }

  /** A submitted job is pinned; but another one's buckets nobody would find again. */
  private static void checkSame(Grant there, Asked asked) {
    Job granted = JobJson.read(there.job());
    boolean same =
        granted.options() instanceof S3Sides one
            && asked.job().options() instanceof S3Sides other
            && one.source().equals(other.source())
            && one.target().equals(other.target())
            && one.access().equals(other.access());
    if (same || granted.equals(asked.job())) return;
    throw CommandFailed.misused(
        ("run '%s' was granted what another job needs; 'longhaul infra revoke %s' takes that back"
                + " first")
            .formatted(asked.run(), asked.run()));
  }

  private static Duration length(String text) {
    Matcher matcher = LENGTH.matcher(text);
    if (matcher.matches()) {
      long number = Long.parseLong(matcher.group(1));
      Duration length =
          switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
          };
      if (length.compareTo(SHORTEST) >= 0 && length.compareTo(LONGEST) <= 0) return length;
    }
    throw CommandFailed.misused(
        "--for '%s': write 10m to 90d, in minutes (m), hours (h) or days (d)".formatted(text));
  }
}
