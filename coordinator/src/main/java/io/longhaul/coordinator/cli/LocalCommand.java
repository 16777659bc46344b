package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.Exit;
import io.longhaul.coordinator.local.EmbeddedProcess;
import io.longhaul.stack.LocalCloud;
import io.longhaul.stack.StackSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The embedded cloud on its own: SQS, S3 and a ledger on loopback, no account needed. */
@Command(
    name = "local",
    mixinStandardHelpOptions = true,
    description = "Starts and stops the embedded cloud: SQS, S3 and a ledger on this machine.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  longhaul local up                   # the folders in .longhaul/s3 are its buckets",
      "  longhaul local up --s3-root data/   # the folders in data/ are",
      "  eval \"$(longhaul local env)\"        # then aws s3 ls, aws sqs list-queues, ...",
      "  longhaul local down"
    })
final class LocalCommand {
  private LocalCommand() {}

  static CommandLine line(Surroundings surroundings) {
    return new CommandLine(new LocalCommand())
        .addSubcommand(new Up(surroundings))
        .addSubcommand(new Down(surroundings))
        .addSubcommand(new Env(surroundings));
  }

  /** Where the cloud keeps itself. */
  private abstract static class OfState implements Callable<Integer> {
    final Surroundings surroundings;

    @Option(
        names = "--state",
        paramLabel = "FOLDER",
        description = "Its state folder; else LONGHAUL_LOCAL, else .longhaul.")
    private @Nullable Path state;

    OfState(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    Path state() {
      return StackOptions.state(surroundings, state);
    }

    EmbeddedProcess process() {
      return new EmbeddedProcess(state(), surroundings.place().home(), surroundings.time());
    }
  }

  @Command(
      name = "up",
      mixinStandardHelpOptions = true,
      description = "Starts it, unless it is up, and waits until everything answers.")
  private static final class Up extends OfState {
    @Option(
        names = "--s3-root",
        paramLabel = "DIR",
        description = "Each folder in it is a bucket; else 's3' in the state folder.")
    private @Nullable Path root;

    @Option(
        names = "--stack",
        paramLabel = "NAME",
        description = "The stack that it serves; else LONGHAUL_STACK, else 'default'.")
    private @Nullable String stack;

    Up(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    public Integer call() throws InterruptedException {
      StackSettings settings;
      try {
        settings =
            StackSettings.resolve(
                java.util.Optional.ofNullable(stack),
                java.util.Optional.of(state()),
                surroundings.place().environment());
      } catch (IllegalArgumentException e) {
        throw CommandFailed.misused(e);
      }
      Path buckets =
          root == null ? state().resolve("s3") : surroundings.place().folder().resolve(root);
      EmbeddedProcess.Up up =
          process().up(buckets, settings.name(), OptionalLong.empty(), surroundings::say);
      LocalCloud cloud = up.cloud();
      surroundings.print(
          "the embedded cloud is up%s: s3 %s, sqs %s, buckets in %s"
              .formatted(
                  up.started() ? "" : " already", cloud.s3(), cloud.queues(), cloud.buckets()));
      return Exit.DONE;
    }
  }

  @Command(
      name = "down",
      mixinStandardHelpOptions = true,
      description = "Stops it, if it is up. Buckets and ledger stay for the next time.")
  private static final class Down extends OfState {
    Down(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    public Integer call() throws InterruptedException {
      boolean wasUp = process().down();
      surroundings.print(
          wasUp ? "the embedded cloud is down" : "no embedded cloud was up in " + state());
      return Exit.DONE;
    }
  }

  @Command(
      name = "env",
      mixinStandardHelpOptions = true,
      description = {
        "Prints what a shell must export so that AWS tools talk to it, and so that our own "
            + "commands work on it without --local."
      })
  private static final class Env extends OfState {
    Env(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    public Integer call() {
      LocalCloud cloud =
          LocalCloud.find(state())
              .orElseThrow(() ->
                  CommandFailed.failed(
                      "no embedded cloud is up in %s; 'longhaul local up' starts it"
                          .formatted(state())));
      Map<String, String> exports = new LinkedHashMap<>();
      exports.put("AWS_ENDPOINT_URL_S3", cloud.s3().endpoint());
      exports.put("AWS_ENDPOINT_URL_SQS", cloud.queues().endpoint());
      exports.put("AWS_ACCESS_KEY_ID", cloud.s3().keyId());
      exports.put("AWS_SECRET_ACCESS_KEY", cloud.s3().secret());
      exports.put("AWS_REGION", "us-east-1");
      // The ledger is no DynamoDB: without this, our own commands would ask AWS for it.
      exports.put(StackOptions.LOCAL, state().toString());
      exports.put(StackSettings.VARIABLE, cloud.stack());
      exports.forEach((name, value) -> surroundings.print("export " + name + "=" + quoted(value)));
      surroundings.print("unset AWS_PROFILE AWS_SESSION_TOKEN");
      return Exit.DONE;
    }

    private static String quoted(String value) {
      return "'" + value.replace("'", "'\\''") + "'";
    }
  }
}
