package io.longhaul.job;

/** What one kind of job is told; each kind has a record of its own. */
public interface KindOptions {
  /** The kind's name as a file says it: {@code s3-copy}. */
  String kind();
}
