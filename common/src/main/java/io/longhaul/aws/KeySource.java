package io.longhaul.aws;

import io.longhaul.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The keys to sign with, as the SDK's providers know them, asked again beside the calls: a call
 * waits for them only when there are none yet, or when those there are have all but expired.
 */
public final class KeySource {
  /**
   * Providers keep what they know and renew it ahead of its end: asking them often costs nothing.
   */
  private static final Duration ASKED_AGAIN = Duration.ofSeconds(15);

  /** Nothing is signed with keys that have less to live: the request may be slow to arrive. */
  private static final Duration LEAST = Duration.ofSeconds(30);

  private final AwsCredentialsProvider provider;
  private final Time time;
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile @Nullable Held held;

  private record Held(Keys keys, long askedAt, @Nullable Instant expires) {}

  public KeySource(AwsCredentialsProvider provider, Time time) {
    this.provider = provider;
    this.time = time;
  }

  /**
   * Those to sign with now.
   *
   * @throws RuntimeException if there are none; {@link AwsFailures} knows what it means
   */
  public Keys keys() {
    Held now = held;
    if (now == null || isAtItsEnd(now)) return askInTurn().keys();
    if (time.nanos() - now.askedAt() > ASKED_AGAIN.toNanos() && asking.compareAndSet(false, true)) {
      time.start("keys", this::askBeside);
    }
    return now.keys();
  }

  private boolean isAtItsEnd(Held now) {
    return now.expires() != null && time.now().isAfter(now.expires().minus(LEAST));
  }

  /** One asks, and the others wait for what he hears. */
  private synchronized Held askInTurn() {
    Held now = held;
    if (now == null) return ask();
    if (!isAtItsEnd(now)) return now;
    try {
      return ask();
    } catch (SdkException e) {
      if (now.expires() == null || !time.now().isBefore(now.expires())) throw e;
      return now; // at its end, but not past it: the provider may answer in a moment
    }
  }

  private void askBeside() {
    try {
      ask();
    } catch (SdkException e) {
      // What there is lasts for a while; a call whose keys do not will hear it for itself.
      Held now = held;
      if (now != null) held = new Held(now.keys(), time.nanos(), now.expires());
    } finally {
      asking.set(false);
    }
  }

  private Held ask() {
    AwsCredentials found = provider.resolveCredentials();
    String token = found instanceof AwsSessionCredentials session ? session.sessionToken() : null;
    Keys keys = new Keys(found.accessKeyId(), found.secretAccessKey(), token);
    Held fresh = new Held(keys, time.nanos(), found.expirationTime().orElse(null));
    held = fresh;
    return fresh;
  }
}
