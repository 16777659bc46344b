package io.longhaul.coordinator.grant.aws;

import io.longhaul.aws.AwsCallFailed;
import io.longhaul.aws.AwsSettings;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.grant.RolePolicies;
import io.longhaul.time.Time;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamAsyncClient;

/** Roles' own policies on IAM. */
record IamRolePolicies(IamAsyncClient iam, AwsSettings settings, Time time)
    implements RolePolicies {
  private static final String NONE = "NoSuchEntity";

  /** IAM gives documents as they would stand in a URL (its API reference, GetRolePolicy). */
  @Override
  public Optional<String> read(String role, String name) throws InterruptedException {
    Asked asked = asked(role);
    try {
      String document =
          asked
              .ask(() -> iam.getRolePolicy(get -> get.roleName(role).policyName(name)))
              .policyDocument();
      return Optional.of(
          document.startsWith("%")
              ? URLDecoder.decode(document.replace("+", "%2B"), StandardCharsets.UTF_8)
              : document);
    } catch (AwsCallFailed failed) {
      if (failed.call().code().equals(NONE)) return Optional.empty();
      throw asked.failed("GetRolePolicy", failed);
    }
  }

  @Override
  public void write(String role, String name, String policy) throws InterruptedException {
    Asked asked = asked(role);
    try {
      var unused =
          asked.ask(() ->
              iam.putRolePolicy(put -> put.roleName(role).policyName(name).policyDocument(policy)));
    } catch (AwsCallFailed failed) {
      if (!failed.call().code().equals(NONE)) throw asked.failed("PutRolePolicy", failed);
      throw CommandFailed.failed(
          "role %s, which the stack's workers are to have, is not there: 'longhaul infra deploy'"
                  .formatted(role)
              + " makes it");
    }
  }

  @Override
  public void delete(String role, String name) throws InterruptedException {
    Asked asked = asked(role);
    try {
      var unused =
          asked.ask(() -> iam.deleteRolePolicy(gone -> gone.roleName(role).policyName(name)));
    } catch (AwsCallFailed failed) {
      if (failed.call().code().equals(NONE)) return;
      throw asked.failed("DeleteRolePolicy", failed);
    }
  }

  private Asked asked(String role) {
    return Asked.of(iam, "iam", "role " + role, settings, time, false);
  }
}
