package io.longhaul.aws;

import java.time.Duration;

/**
 * How this process talks to AWS. Where and as whom is the SDK's own default chain.
 *
 * @param slots the most calls at once; there are twice as many connections, so that a GET that
 *     feeds a PUT can never wait for a connection that another such GET holds
 * @param connectTimeout until a connection is there
 * @param silence the longest that an open connection may say nothing
 * @param attemptTimeout the longest that a request which is soon answered may take
 * @param attempts the most tries of one call, the first included
 */
public record AwsSettings(
    int slots, Duration connectTimeout, Duration silence, Duration attemptTimeout, int attempts) {
  /** One request ends within the session's 60 s less a margin, whatever happens. */
  private static final Duration LONGEST = Duration.ofSeconds(40);

  public AwsSettings {
    if (slots < 1 || slots > 8192) {
      throw new IllegalArgumentException("aws.slots " + slots + ": 1 to 8192");
    }
    if (attempts < 1 || attempts > 20) {
      throw new IllegalArgumentException("aws.attempts " + attempts + ": 1 to 20");
    }
    check("aws.connect-timeout", connectTimeout);
    check("aws.silence", silence);
    check("aws.attempt-timeout", attemptTimeout);
  }

  public static AwsSettings of(int slots) {
    return new AwsSettings(slots, Duration.ofSeconds(5), LONGEST, Duration.ofSeconds(15), 5);
  }

  private static void check(String key, Duration value) {
    if (value.compareTo(Duration.ofMillis(10)) < 0 || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(key + " " + value + ": 10 ms to 40 s");
    }
  }
}
