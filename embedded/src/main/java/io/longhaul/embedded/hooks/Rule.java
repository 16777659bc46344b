package io.longhaul.embedded.hooks;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a hook catches, when, and what it does to them.
 *
 * @param call S3's name of the operation, or {@code *}
 * @param bucket exactly this one; null for any
 * @param key must match the whole key (of a listing: its prefix); null for any
 * @param skip how many requests that fit are let pass first
 * @param times how many are caught after that
 * @param afterBytes only at {@code BODY}: how many bytes go through first
 */
public record Rule(
    String call,
    @Nullable String bucket,
    @Nullable Pattern key,
    int skip,
    int times,
    Point point,
    long afterBytes,
    Action action) {
  public static final int UNLIMITED = Integer.MAX_VALUE;

  public Rule {
    if (call.isEmpty()) throw new IllegalArgumentException("call: empty");
    if (skip < 0) throw new IllegalArgumentException("skip: " + skip);
    if (times < 1) throw new IllegalArgumentException("times: " + times);
    if (afterBytes < 0) throw new IllegalArgumentException("afterBytes: " + afterBytes);
  }

  /** Every request of a call, before its effect. */
  public static Rule on(String call, Action action) {
    return new Rule(call, null, null, 0, UNLIMITED, Point.BEFORE, 0, action);
  }

  public Rule bucket(String name) {
    return new Rule(call, name, key, skip, times, point, afterBytes, action);
  }

  public Rule key(String regex) {
    var whole = Pattern.compile(regex, Pattern.DOTALL);
    return new Rule(call, bucket, whole, skip, times, point, afterBytes, action);
  }

  public Rule skip(int requests) {
    return new Rule(call, bucket, key, requests, times, point, afterBytes, action);
  }

  public Rule times(int requests) {
    return new Rule(call, bucket, key, skip, requests, point, afterBytes, action);
  }

  public Rule afterEffect() {
    return new Rule(call, bucket, key, skip, times, Point.AFTER, 0, action);
  }

  public Rule beforePublishing() {
    return new Rule(call, bucket, key, skip, times, Point.PUBLISH, 0, action);
  }

  public Rule inBody(long bytes) {
    return new Rule(call, bucket, key, skip, times, Point.BODY, bytes, action);
  }

  boolean fits(String requestCall, @Nullable String requestBucket, @Nullable String requestKey) {
    if (!call.equals("*") && !call.equals(requestCall)) return false;
    if (bucket != null && !bucket.equals(requestBucket)) return false;
    return key == null || (requestKey != null && key.matcher(requestKey).matches());
  }
}
