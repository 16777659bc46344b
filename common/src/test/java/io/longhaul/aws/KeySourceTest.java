package io.longhaul.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.longhaul.time.JumpingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;

class KeySourceTest {
  private final JumpingTime time = new JumpingTime();
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void keys_are_asked_for_once_and_kept() {
    KeySource source = source(n -> session(n, Duration.ofHours(1)));
    assertThat(source.keys()).isEqualTo(new Keys("id-1", "secret", "token"));
    assertThat(source.keys().id()).isEqualTo("id-1");
    assertThat(asked).hasValue(1);
    assertThat(source.keys()).hasToString("Keys[id-1]");
  }

  @Test
  void they_are_asked_for_again_beside_the_calls() throws InterruptedException {
    KeySource source = source(n -> session(n, Duration.ofHours(1)));
    source.keys();
    time.sleep(Duration.ofSeconds(20));

    assertThat(source.keys().id()).as("nobody waits").isEqualTo("id-1");
    await().until(() -> source.keys().id().equals("id-2"));
  }

  @Test
  void nobody_signs_with_keys_that_are_at_their_end() throws InterruptedException {
    KeySource source = source(n -> session(n, Duration.ofSeconds(60)));
    source.keys();
    time.sleep(Duration.ofSeconds(31));

    assertThat(source.keys().id()).isEqualTo("id-2");
  }

  @Test
  void a_provider_that_fails_is_no_matter_while_the_keys_last() throws InterruptedException {
    KeySource source =
        source(n -> {
          if (n > 1) throw SdkClientException.create("no answer");
          return session(n, Duration.ofSeconds(60));
        });
    source.keys();
    time.sleep(Duration.ofSeconds(20));
    assertThat(source.keys().id()).isEqualTo("id-1");
    await().untilAsserted(() -> assertThat(asked).hasValue(2));
    assertThat(source.keys().id()).isEqualTo("id-1");

    time.sleep(Duration.ofSeconds(39));
    assertThat(source.keys().id()).as("a second before their end").isEqualTo("id-1");

    time.sleep(Duration.ofSeconds(1));
    assertThatExceptionOfType(SdkClientException.class).isThrownBy(source::keys);
  }

  private KeySource source(IntFunction<AwsCredentials> answers) {
    AwsCredentialsProvider provider = () -> answers.apply(asked.incrementAndGet());
    return new KeySource(provider, time);
  }

  private AwsCredentials session(int n, Duration life) {
    Instant end = time.now().plus(life);
    return AwsSessionCredentials.builder()
        .accessKeyId("id-" + n)
        .secretAccessKey("secret")
        .sessionToken("token")
        .expirationTime(end)
        .build();
  }
}
