package io.longhaul.coordinator.cli;

import io.longhaul.access.Need;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.Exit;
import io.longhaul.coordinator.grant.DeployerPolicy;
import io.longhaul.coordinator.grant.GrantDesk;
import io.longhaul.coordinator.grant.Keys;
import io.longhaul.coordinator.grant.PolicyText;
import io.longhaul.coordinator.grant.Rights;
import io.longhaul.coordinator.grant.policy.PolicyDocument;
import io.longhaul.job.Job;
import io.longhaul.job.S3Sides;
import io.longhaul.job.SecretReference;
import io.longhaul.job.file.JobFile;
import io.longhaul.kind.Kind;
import io.longhaul.stack.StackPermissions;
import io.longhaul.stack.StackSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the policies that a job needs, and nothing wider. */
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    description = {
      "Prints what a job needs, as policies: of the workers' role, of both buckets, of each role"
          + " that a side assumes and whom that must trust. It names actions, keys' prefixes and"
          + " this stack's own queues and table, and nothing wider.",
      "With --deployer it prints what is needed to look after the stack itself.",
      "It asks who calls and by which keys the buckets encrypt, and changes nothing."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  longhaul infra policy job.yaml",
      "  longhaul infra policy job.yaml --json | jq .worker.policy",
      "  longhaul infra policy --deployer           # of who deploys and destroys this stack",
      "  longhaul infra policy --deployer job.yaml  # of who grants and revokes what that job"
          + " needs",
      "  longhaul infra policy job.yaml --source-key arn:aws:kms:eu-west-1:111122223333:key/1a2b"
    })
final class PolicyCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(
      paramLabel = "JOB",
      arity = "0..1",
      description = "The job file, YAML or JSON; --deployer does without.")
  private @Nullable Path file;

  @Option(
      names = "--deployer",
      description =
          "Print what whoever deploys, compares and destroys the stack needs; or with a job, what"
              + " whoever grants and revokes it needs. As one policy, in JSON.")
  private boolean deployer;

  @Option(names = "--json", description = "Print them as one JSON object.")
  private boolean json;

  @Mixin private GrantOptions options;
  @Mixin private StackOptions stackOptions;

  PolicyCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    Optional<Job> read =
        Optional.ofNullable(file)
            .map(named -> JobFile.read(surroundings.place().folder().resolve(named)));
    StackSettings settings = GrantOptions.settings(stackOptions, surroundings);
    try (GrantDesk desk = surroundings.grants().open(settings, surroundings.time())) {
      if (deployer) {
        surroundings.print(deployers(new DeployerPolicy(settings, desk.stack()), read).pretty());
        return Exit.DONE;
      }
      Job job =
          read.orElseThrow(() ->
              CommandFailed.misused("name a job file, or write --deployer for the stack itself"));
      Kind kind = Words.kind(surroundings, job);
      Keys keys = options.keys(desk, job, surroundings::say);
      Rights rights = new Rights(settings, desk);
      Rights.Dealt dealt = rights.of(job, kind, keys, options.me());
      List<Need> ofStack = rights.ofStack(new StackPermissions(settings).ofWorkers());
      PolicyText text = new PolicyText(settings, dealt, ofStack);
      surroundings.print(json ? text.json() : text.text());
      dealt.notes().forEach(surroundings::say);
      return Exit.DONE;
    }
  }

  private PolicyDocument deployers(DeployerPolicy policy, Optional<Job> job) {
    if (job.isEmpty()) return policy.ofStack();
    List<SecretReference> secrets =
        job.get().options() instanceof S3Sides sides
            ? List.copyOf(sides.access().references().values())
            : List.of();
    return policy.ofGrants(Rights.buckets(job.get(), Words.kind(surroundings, job.get())), secrets);
  }
}
