package io.longhaul.coordinator.grant.aws;

import io.longhaul.aws.AwsCallFailed;
import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.stack.Asking;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.grant.RolePolicies;
import io.longhaul.time.Time;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;

/** Roles' own policies on IAM. */
record IamRolePolicies(IamAsyncClient iam, AwsCalls calls, Time time) implements RolePolicies {
  private static final String NONE = "NoSuchEntity";

  /** Of a hundred names each: all of a role's policies together hold 10,240 characters. */
  private static final int MOST_PAGES = 10;

  @Override
  public List<String> names(String role) throws InterruptedException {
    List<String> names = new ArrayList<>();
    String marker = null;
    for (int page = 0; page < MOST_PAGES; page++) {
      Optional<ListRolePoliciesResponse> found = page(role, marker);
      if (found.isEmpty()) return names;
      names.addAll(found.get().policyNames());
      if (!Boolean.TRUE.equals(found.get().isTruncated())) return names;
      marker = found.get().marker();
    }
    throw CommandFailed.failed("role %s has no end of policies".formatted(role));
  }

  private Optional<ListRolePoliciesResponse> page(String role, @Nullable String marker)
      throws InterruptedException {
    return asking(role)
        .find(
            "ListRolePolicies",
            () -> iam.listRolePolicies(list -> list.roleName(role).marker(marker)),
            IamRolePolicies::absent);
  }

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
