package io.longhaul.coordinator.submit;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.job.Artifact;
import io.longhaul.job.CommandJob;
import io.longhaul.job.Job;
import io.longhaul.job.JobJson;
import io.longhaul.job.S3Location;
import io.longhaul.job.Sha256;
import io.longhaul.job.form.InvalidField;
import io.longhaul.job.form.Refused;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.StoreException;
import io.longhaul.stack.Stack;
import io.longhaul.text.Shown;
import io.longhaul.time.Deadline;
import io.longhaul.unit.RunName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a command's job takes along from this machine: its artifacts are pinned by what they are
 * now, so that other bytes are another job, and stored in the stack's bucket; its items, if a file
 * holds them, are as they were when its run began.
 */
public final class Shipping {
  /** Where a digest's bytes lie, and are never written again. */
  private static final String FOLDER = "artifacts/";

  private static final Duration LOOK = Duration.ofSeconds(20);

  private final Stack stack;
  private final Path folder;
  private final Supplier<Shelf> shelves;
  private final Consumer<String> says;
  private final Map<Sha256, Path> toStore = new LinkedHashMap<>();

  /**
   * @param folder from which local paths go
   * @param shelves opens the stack's bucket; asked only if a file has to be stored there
   * @param says takes lines for who watches
   */
  public Shipping(Stack stack, Path folder, Supplier<Shelf> shelves, Consumer<String> says) {
    this.stack = stack;
    this.folder = folder;
    this.shelves = shelves;
    this.says = says;
  }

  /**
   * The job as the run of that name is to have it; nothing is stored yet.
   *
   * @throws CommandFailed if a file is not there, or is not what the job says
   */
  public Job pinned(RunName run, Job job) throws InterruptedException {
    if (!(job.options() instanceof CommandJob command)) return job;
    List<Artifact> pinned = pinned(command.artifacts());
    Job made = new Job(command.with(items(run, command), pinned), job.unit(), job.caps());
    try {
      JobJson.write(made);
      return made;
    } catch (InvalidField e) {
      throw CommandFailed.misused(
          "%s: holds more than a run keeps of it, %,d bytes; have several runs of fewer items"
              .formatted(command.itemsFrom() == null ? "items" : "items-from", JobJson.LARGEST));
    }
  }

  /** The job with its items as they are now; nobody is asked for anything. */
  public Job listed(Job job) {
    if (!(job.options() instanceof CommandJob command)) return job;
    return new Job(command.with(items(command), command.artifacts()), job.unit(), job.caps());
  }

  private List<String> items(CommandJob command) {
    String from = command.itemsFrom();
    if (from == null) return command.items();
    refuseBoth(command);
    return new ItemsFile(folder, from).read();
  }

  private static void refuseBoth(CommandJob command) {
    if (command.itemsFrom() != null && !command.items().isEmpty()) {
      throw CommandFailed.misused("items: stand beside items-from; keep one of the two");
    }
  }

  private List<String> items(RunName run, CommandJob command) {
    String from = command.itemsFrom();
    if (from == null) return command.items();
    refuseBoth(command);
    return there(run)
        .filter(other -> from.equals(other.itemsFrom()))
        .map(CommandJob::items)
        .orElseGet(() -> items(command));
  }

  private Optional<CommandJob> there(RunName run) {
    try {
      return stack
          .ledger()
          .runs()
          .find(run)
          .map(found -> JobJson.read(stack.ledger().runs().job(run)).options())
          .filter(CommandJob.class::isInstance)
          .map(CommandJob.class::cast);
    } catch (Refused e) {
      return Optional.empty(); // registering says so
    }
  }

  private List<Artifact> pinned(List<Artifact> artifacts) throws InterruptedException {
    List<Artifact> pinned = new ArrayList<>();
    Bulk bulk = new Bulk();
    for (int i = 0; i < artifacts.size(); i++) addFile(bulk, i, artifacts.get(i));
    String bucket = null;
    for (Artifact artifact : artifacts) {
      String at = "artifacts[%d].".formatted(pinned.size());
      String file = artifact.file();
      if (file == null) {
        look(at, artifact, bulk);
        pinned.add(artifact);
        continue;
      }
      Path path = folder.resolve(file);
      Sha256 is = digest(at, path, artifact);
      if (bucket == null) bucket = bucket(at);
      toStore.put(is, path);
      pinned.add(Artifact.stored(artifact.name(), new S3Location(bucket, FOLDER + is), is));
    }
    return pinned;
  }

  /** Before anything is digested, which takes its time. */
  private void addFile(Bulk bulk, int index, Artifact artifact) {
    String file = artifact.file();
    if (file == null) return;
    Path path = folder.resolve(file).normalize();
    try {
      if (!Files.isRegularFile(path)) return; // what is wrong with it is said later
      bulk.add("artifacts[%d].file".formatted(index), path.toString(), Files.size(path));
    } catch (IOException e) {
      return; // as above
    }
  }

  /** What the artifacts have in all; a worker must hold them side by side. */
  private static final class Bulk {
    private final Set<String> counted = new HashSet<>();
    private long bytes;

    private void add(String at, String what, long size) {
      if (!counted.add(what)) return;
      bytes += size;
      if (bytes <= Artifact.MOST_BYTES) return;
      throw CommandFailed.misused(
          "%s: with '%s' the artifacts have %,d bytes, and a worker holds %,d; take less along"
              .formatted(at, Shown.text(what), bytes, Artifact.MOST_BYTES));
    }
  }

  private static Sha256 digest(String at, Path path, Artifact artifact) {
    String shown = Shown.text(String.valueOf(artifact.file()));
    if (!Files.exists(path)) {
      throw CommandFailed.misused("%sfile: there is no file '%s'".formatted(at, shown));
    }
    if (!Files.isRegularFile(path)) {
      throw CommandFailed.misused("%sfile: '%s' is no file".formatted(at, shown));
    }
    Sha256 is;
    try {
      is = Sha256.of(path);
    } catch (IOException e) {
      throw CommandFailed.misused("%sfile: '%s' cannot be read: %s".formatted(at, shown, e));
    }
    Sha256 said = artifact.sha256();
    if (said == null || said.equals(is)) return is;
    throw CommandFailed.misused(
        "%ssha256: '%s' is another file, of SHA-256 %s".formatted(at, shown, is));
  }

  private String bucket(String at) throws InterruptedException {
    try (Shelf shelf = shelves.get()) {
      if (shelf.isThere()) return shelf.bucket();
      throw CommandFailed.misused(
          "%sfile: the stack has no bucket '%s' to store it in; 'longhaul infra deploy' makes it, or"
                  .formatted(at, shelf.bucket())
              + " store it yourself and write s3 and sha256");
    }
  }

  /** Who submits need not be able to read what workers do. */
  private void look(String at, Artifact artifact, Bulk bulk) throws InterruptedException {
    S3Location there = artifact.s3();
    if (there == null) return;
    try {
      Deadline deadline = Deadline.in(stack.time(), LOOK);
      Optional<ListedObject> found = stack.store().head(there.bucket(), there.prefix(), deadline);
      if (found.isPresent()) {
        bulk.add(at + "s3", there.toString(), found.get().size());
        return;
      }
    } catch (StoreException e) {
      says.accept("%ss3: not looked at: %s".formatted(at, e.getMessage()));
      return;
    }
    throw CommandFailed.misused(
        "%ss3: there is no object '%s'".formatted(at, Shown.text(there.toString())));
  }

  /** Stores what is not there yet. */
  public void ship() throws InterruptedException {
    if (toStore.isEmpty()) return;
    try (Shelf shelf = shelves.get()) {
      for (Map.Entry<Sha256, Path> each : toStore.entrySet()) {
        String key = FOLDER + each.getKey();
        if (shelf.has(key)) continue;
        shelf.put(key, each.getValue(), each.getKey());
        says.accept(
            "stored %s as s3://%s/%s"
                .formatted(
                    Shown.text(each.getValue().getFileName().toString()), shelf.bucket(), key));
      }
    }
  }
}
