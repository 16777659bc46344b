package io.longhaul.worker.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.longhaul.engine.FakeImds;
import io.longhaul.time.JumpingTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How metadata is asked for. */
@Timeout(30)
class ImdsTest {
  private final FakeImds server = FakeImds.of("i-1", "group");
  private final JumpingTime time = new JumpingTime();
  private final Imds imds = new Imds(server.endpoint(), time);

  ImdsTest() throws IOException {}

  @AfterEach
  void close() {
    imds.close();
    server.close();
  }

  private long tokens() {
    return server.asked().stream().filter(call -> call.startsWith("PUT")).count();
  }

  @Test
  void one_token_serves_for_hours() throws Exception {
    assertThat(imds.read("instance-id")).contains("i-1");
    assertThat(imds.read("spot/instance-action")).isEmpty();
    assertThat(tokens()).isEqualTo(1);
    time.pass(Duration.ofHours(5));
    assertThat(imds.read("instance-id")).contains("i-1");
    assertThat(tokens()).isEqualTo(2);
  }

  @Test
  void a_token_that_was_forgotten_is_asked_for_again() throws Exception {
    assertThat(imds.read("instance-id")).contains("i-1");
    server.forgetToken();
    assertThat(imds.read("instance-id")).contains("i-1");
  }

  @Test
  void two_failures_are_passed_over_and_three_are_silence() throws Exception {
    server.fail(2);
    assertThat(imds.read("instance-id")).contains("i-1");
    server.fail(3);
    Instant before = time.now();
    assertThatExceptionOfType(ImdsSilent.class)
        .isThrownBy(() -> imds.read("instance-id"))
        .withMessageContaining("instance-id: it answers 503");
    assertThat(Duration.between(before, time.now())).isEqualTo(Duration.ofMillis(600));
    assertThat(imds.read("instance-id")).as("afterwards").contains("i-1");
  }

  @Test
  void a_service_that_is_not_there_is_silent() {
    server.close();
    assertThatExceptionOfType(ImdsSilent.class)
        .isThrownBy(() -> imds.read("instance-id"))
        .withMessageContaining("ConnectException");
  }
}
