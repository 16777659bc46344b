package io.longhaul.coordinator.grant.aws;

import io.longhaul.aws.AwsCallFailed;
import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.stack.Asking;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.grant.RolePolicies;
import io.longhaul.time.Time;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamAsyncClient;

/** Roles' own policies on IAM. */
record IamRolePolicies(IamAsyncClient iam, AwsCalls calls, Time time) implements RolePolicies {
  private static final String NONE = "NoSuchEntity";

  /** IAM gives documents as they would stand in a URL (its API reference, GetRolePolicy). */
  @Override
  public Optional<String> read(String role, String name) throws InterruptedException {
    return asking(role)
        .find(
            "GetRolePolicy",
            () -> iam.getRolePolicy(get -> get.roleName(role).policyName(name)),
            IamRolePolicies::absent)
        .map(found -> found.policyDocument())
        .map(document ->
            document.startsWith("%")
                ? URLDecoder.decode(document.replace("+", "%2B"), StandardCharsets.UTF_8)
                : document);
  }

  @Override
  public void write(String role, String name, String policy) throws InterruptedException {
    var unused =
        asking(role)
            .find(
                "PutRolePolicy",
                () ->
                    iam.putRolePolicy(
                        put -> put.roleName(role).policyName(name).policyDocument(policy)),
                IamRolePolicies::absent)
            .orElseThrow(() ->
                CommandFailed.failed(
                    "role %s, which the stack's workers are to have, is not there: 'longhaul infra"
                            .formatted(role)
                        + " deploy' makes it"));
  }

  @Override
  public void delete(String role, String name) throws InterruptedException {
    var unused =
        asking(role)
            .find(
                "DeleteRolePolicy",
                () -> iam.deleteRolePolicy(gone -> gone.roleName(role).policyName(name)),
                IamRolePolicies::absent);
  }

  private static boolean absent(AwsCallFailed failed) {
    return failed.call().code().equals(NONE);
  }

  private Asking asking(String role) {
    return Asking.of(iam, "iam", "role " + role, calls, time);
  }
}
