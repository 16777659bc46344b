package io.longhaul.coordinator.grant;

import java.util.Optional;

/** Where a policy is kept that a grant changes. */
sealed interface PolicyPlace {
  /** S3's limit, in bytes. */
  int LARGEST_OF_BUCKET = 20 * 1024;

  /** IAM's limit for all of a role's own together, in characters. */
  int LARGEST_OF_ROLE = 10_240;

  String name();

  Optional<String> read() throws InterruptedException;

  void write(String policy) throws InterruptedException;

  void delete() throws InterruptedException;

  /** The most that a policy may hold here, in bytes. */
  int most();

  /** A bucket's policy, of which others' statements are part. */
  record Bucket(String bucket, BucketPolicies policies) implements PolicyPlace {
    @Override
    public String name() {
      return "policy of bucket " + bucket;
    }

    @Override
    public Optional<String> read() throws InterruptedException {
      return policies.read(bucket);
    }

    @Override
    public void write(String policy) throws InterruptedException {
      policies.write(bucket, policy);
    }

    @Override
    public void delete() throws InterruptedException {
      policies.delete(bucket);
    }

    @Override
    public int most() {
      return LARGEST_OF_BUCKET;
    }
  }

  /** A policy of a role, which is ours as a whole. */
  record OfRole(String role, String policy, RolePolicies policies) implements PolicyPlace {
    /** The rest of such a policy's name is its run's. */
    static final String PREFIX = "longhaul-run-";

    @Override
    public String name() {
      return "policy %s of role %s".formatted(policy, role);
    }

    @Override
    public Optional<String> read() throws InterruptedException {
      return policies.read(role, policy);
    }

    @Override
    public void write(String document) throws InterruptedException {
      policies.write(role, policy, document);
    }

    @Override
    public void delete() throws InterruptedException {
      policies.delete(role, policy);
    }

    @Override
    public int most() {
      return LARGEST_OF_ROLE;
    }
  }
}
