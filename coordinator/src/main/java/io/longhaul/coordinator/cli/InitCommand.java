package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.Exit;
import io.longhaul.coordinator.LeftOutText;
import io.longhaul.coordinator.init.Init;
import io.longhaul.coordinator.submit.Preflight;
import io.longhaul.job.S3Location;
import io.longhaul.s3.StoreException;
import io.longhaul.stack.Stack;
import io.longhaul.time.Deadline;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a commented job file; given two addresses it looks at them first. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a commented job file of a kind, filled in from a look at both ends.",
      "The look takes a few seconds and reads only; without source and target there is none."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  longhaul init s3-copy > job.yaml",
      "  longhaul init s3-copy s3://photos/2026/ s3://archive/2026/ --out job.yaml",
      "  longhaul init s3-copy s3://here/ s3://there/ --local"
    })
final class InitCommand implements Callable<Integer> {
  private static final Duration LOOK = Duration.ofSeconds(6);

  /** Editors that know the YAML language server complete the file by it. */
  private static final String SCHEMA = "schema/job.schema.json";

  private final Surroundings surroundings;

  @Parameters(index = "0", paramLabel = "KIND", description = "The kind of job, such as s3-copy.")
  private String kind;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "SOURCE",
      description = "Where from: s3://bucket/prefix/.")
  private @Nullable String source;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "TARGET",
      description = "Where to: s3://bucket/prefix/.")
  private @Nullable String target;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write it there; a file that is there stays as it is.")
  private @Nullable Path file;

  @Mixin private StackOptions stackOptions;

  InitCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    String text;
    try {
      text = text();
    } catch (IllegalArgumentException e) {
      throw CommandFailed.misused(e);
    }
    if (file == null) {
      surroundings.out().print(text);
      surroundings.out().flush();
    } else {
      write(surroundings.place().folder().resolve(file), text);
    }
    return Exit.DONE;
  }

  private String text() throws InterruptedException {
    if (source == null) return new Init(surroundings.time(), SCHEMA).write(kind);
    if (target == null) {
      throw CommandFailed.misused("source and target belong together; write both, or neither");
    }
    S3Location from = S3Location.parse(source);
    S3Location to = S3Location.parse(target);
    try (Stack stack = stackOptions.openUnasked(surroundings)) {
      Deadline deadline = Deadline.in(stack.time(), LOOK);
      Init.Made made =
          new Init(stack.time(), SCHEMA).write(kind, from, to, stack.store(), deadline);
      sayWhatIsInTheWay(stack, from, to, made);
      return made.text();
    } catch (StoreException e) {
      throw CommandFailed.failed("source or target cannot be looked at: " + e.getMessage());
    }
  }

  /** What the job would be refused for as things are. */
  private void sayWhatIsInTheWay(Stack stack, S3Location from, S3Location to, Init.Made made) {
    Preflight preflight = new Preflight(stack);
    if (!made.targetThere()) {
      surroundings.say(
          "target: there is no bucket '%s' yet, and no run begins without it; %s"
              .formatted(to.bucket(), preflight.make(to)));
    }
    preflight
        .leftOut(from)
        .ifPresent(left ->
            surroundings.say(
                "source: its folder holds %s; a run needs --leave-out to go on without them"
                    .formatted(LeftOutText.of(left))));
  }

  private void write(Path where, String text) {
    try {
      Files.writeString(where, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      surroundings.say("wrote " + where);
    } catch (FileAlreadyExistsException e) {
      throw CommandFailed.misused(where + " is there already; name another file by --out");
    } catch (IOException e) {
      throw CommandFailed.failed("%s cannot be written: %s".formatted(where, e.getMessage()));
    }
  }
}
