package io.longhaul.worker.command;

import io.longhaul.claim.InHand;
import io.longhaul.claim.SessionOver;
import io.longhaul.command.AllowedCommands;
import io.longhaul.job.Artifact;
import io.longhaul.job.CommandJob;
import io.longhaul.job.Job;
import io.longhaul.job.Program;
import io.longhaul.job.S3Location;
import io.longhaul.job.Sha256;
import io.longhaul.job.UnitBudget;
import io.longhaul.kind.Command;
import io.longhaul.s3.InMemoryObjectStore;
import io.longhaul.s3.pace.Allowance;
import io.longhaul.time.Deadline;
import io.longhaul.time.SystemTime;
import io.longhaul.time.Time;
import io.longhaul.unit.Claim;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload.Items;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.WorkerId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A worker that allows a program, and a job that wants it run. */
final class CommandScene {
  private static final String BUCKET = "stack";

  final Time time = new SystemTime();
  final InMemoryObjectStore store = new InMemoryObjectStore(time);
  final Path folder;
  AllowedCommands allowed = AllowedCommands.NONE;
  List<String> arguments = List.of(Placeholder.ITEM);
  List<Artifact> artifacts = List.of();
  List<Integer> permanent = List.of();
  int timeout = 60;
  long most = 1 << 20;
  UnitBudget budget = UnitBudget.DEFAULT;
  Map<String, String> environment = System.getenv();
  volatile boolean leaving;
  volatile boolean cancelled;
  volatile boolean sessionOver;

  /** As a job writes them. */
  static final class Placeholder {
    static final String ITEM = "{item}";

    private Placeholder() {}
  }

  CommandScene(Path folder) {
    this.folder = folder;
    store.createBucket(BUCKET);
  }

  /** A script of the machine, allowed by the name {@code it}. */
  Path allow(String script) throws IOException {
    Path file = Files.writeString(folder.resolve("it.sh"), "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    allowed =
        new AllowedCommands(
            Map.of("it", new AllowedCommands.Local(file, Optional.empty())), allowed.artifacts());
    return file;
  }

  /** An artifact in the stack's bucket, of what the job believes that it is. */
  Artifact stored(String name, String is, String believed) {
    byte[] bytes = is.getBytes(StandardCharsets.UTF_8);
    store.write(BUCKET, "artifacts/" + name, bytes);
    return Artifact.stored(name, new S3Location(BUCKET, "artifacts/" + name), sha256(believed));
  }

  static Sha256 sha256(String text) {
    var digest = Sha256.begun();
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    return Sha256.of(digest);
  }

  CommandHandler handler() {
    CommandSettings usual = CommandSettings.of(allowed, folder.resolve("state"), environment);
    return new CommandHandler(
        store,
        new CommandSettings(
            usual.allowed(), usual.artifacts(), most, usual.environment(), usual.user()));
  }

  Outcome run(String command, String... items) throws InterruptedException {
    return handler().handle(unit(command, items));
  }

  InHand unit(String command, String... items) {
    CommandJob options =
        new CommandJob(
            Program.parse(command),
            arguments,
            List.of(items),
            null,
            100,
            timeout,
            permanent,
            artifacts);
    RunName run = new RunName("commands");
    Claim claim =
        new Claim(
            new UnitRef(run, UnitId.root(run)),
            new WorkerId("w"),
            7,
            CommandJob.KIND,
            Command.TIER,
            new Items(List.of(items)),
            0,
            0,
            "root",
            1);
    return new Unit(claim, new Job(options, budget));
  }

  Set<String> kept() throws IOException {
    try (var files = Files.list(folder.resolve("state/artifacts"))) {
      return Set.copyOf(files.map(file -> file.getFileName().toString()).toList());
    }
  }

  private final class Unit implements InHand {
    private final Claim claim;
    private final Job job;

    private Unit(Claim claim, Job job) {
      this.claim = claim;
      this.job = job;
    }

    @Override
    public Claim claim() {
      return claim;
    }

    @Override
    public Job job() {
      return job;
    }

    @Override
    public Instant began() {
      return time.now();
    }

    @Override
    public Time time() {
      return time;
    }

    @Override
    public Deadline effect() {
      if (sessionOver) throw new SessionOver("session w is over");
      return Deadline.in(time, Duration.ofSeconds(10));
    }

    @Override
    public Optional<Allowance> allowance() {
      return Optional.empty();
    }

    @Override
    public boolean leaving() {
      return leaving || cancelled;
    }

    @Override
    public boolean cancelled() {
      return cancelled;
    }
  }
}
