package io.longhaul.coordinator.grant.aws;

import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.stack.Asking;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.job.SecretReference;
import io.longhaul.time.Time;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClient;

/** By which keys secrets of Secrets Manager are encrypted; what is in them is not asked for. */
record SecretKeys(SecretsManagerAsyncClient manager, AwsCalls calls, Time time) {
  private static final String NONE = "ResourceNotFoundException";

  Optional<String> key(SecretReference of) throws InterruptedException {
    String name = of.name().split("#", 2)[0];
    var found =
        Asking.of(manager, "secretsmanager", of.toString(), calls, time)
            .find(
                "DescribeSecret",
                () -> manager.describeSecret(describe -> describe.secretId(name)),
                failed -> failed.call().code().equals(NONE))
            .orElseThrow(() -> CommandFailed.failed("there is no secret " + name));
    return Optional.ofNullable(found.kmsKeyId())
        .filter(key -> !key.contains(ParameterKeys.SERVICES_OWN));
  }
}
