package io.longhaul.coordinator.grant;

import io.longhaul.access.PermissionMissing;
import io.longhaul.job.SecretReference;
import io.longhaul.job.StoreAccess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Policies in memory, and who may not write them. */
public final class InMemoryGrantDesk implements GrantDesk, BucketPolicies, RolePolicies {
  /** By bucket, or by role and name. */
  public final Map<String, String> policies = new HashMap<>();

  /** The default keys of buckets, and those of parameters and secrets by their references. */
  public final Map<String, String> keys = new HashMap<>();

  /** Who calls, by how a side is reached. */
  public final Map<StoreAccess, String> callers = new HashMap<>();

  /** How buckets were asked for, in turn. */
  public final List<StoreAccess> asked = new ArrayList<>();

  /** Buckets whose policy may not be read. */
  public final Set<String> denied = new HashSet<>();

  /** Done behind each writing, as by another who writes too. */
  public Runnable whenWritten = () -> {};

  public int writes;

  @Override
  public Whereabouts stack() {
    return new Whereabouts("aws", "111122223333", "us-east-1");
  }

  @Override
  public String caller(StoreAccess access) {
    return callers.getOrDefault(access, "arn:aws:iam::111122223333:user/ann");
  }

  @Override
  public BucketPolicies buckets(StoreAccess access) {
    asked.add(access);
    return this;
  }

  @Override
  public RolePolicies roles() {
    return this;
  }

  @Override
  public Optional<String> read(String bucket) {
    if (denied.contains(bucket)) {
      throw new PermissionMissing("s3:GetBucketPolicy", "bucket " + bucket, Optional.empty(), null);
    }
    return Optional.ofNullable(policies.get(bucket));
  }

  @Override
  public void write(String bucket, String policy) {
    writes++;
    policies.put(bucket, policy);
    whenWritten.run();
  }

  @Override
  public void delete(String bucket) {
    writes++;
    policies.remove(bucket);
    whenWritten.run();
  }

  @Override
  public Optional<String> key(String bucket) {
    return Optional.ofNullable(keys.get(bucket));
  }

  @Override
  public Optional<String> key(SecretReference of) {
    if (denied.contains(of.toString())) {
      throw new PermissionMissing("ssm:DescribeParameters", of.toString(), Optional.empty(), null);
    }
    return Optional.ofNullable(keys.get(of.toString()));
  }

  @Override
  public List<String> names(String role) {
    return policies.keySet().stream()
        .filter(each -> each.startsWith(role + "/"))
        .map(each -> each.substring(role.length() + 1))
        .sorted()
        .toList();
  }

  @Override
  public Optional<String> read(String role, String name) {
    return read(role + "/" + name);
  }

  @Override
  public void write(String role, String name, String policy) {
    write(role + "/" + name, policy);
  }

  @Override
  public void delete(String role, String name) {
    delete(role + "/" + name);
  }

  @Override
  public void close() {}
}
