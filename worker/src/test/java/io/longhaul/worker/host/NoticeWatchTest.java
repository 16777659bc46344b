package io.longhaul.worker.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.engine.FakeImds;
import io.longhaul.time.JumpingTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Notices are seen within seconds, and told once. */
@Timeout(30)
class NoticeWatchTest {
  private static final Duration LONG = Duration.ofMinutes(30);

  private final FakeImds server = FakeImds.of("i-1", "group");
  private final JumpingTime time = new JumpingTime();
  private final Instant start = time.now();
  private final Imds imds = new Imds(server.endpoint(), time);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<Notice> ends = new ArrayList<>();
  private final List<Notice> risks = new ArrayList<>();
  private Consumer<Duration> eachLook = passed -> {};

  NoticeWatchTest() throws IOException {}

  @AfterEach
  void close() {
    imds.close();
    server.close();
  }

  /** Watches until it ends by itself, or for half an hour of its clock; whether it ended. */
  private boolean watch() {
    NoticeWatch.Listener told =
        new NoticeWatch.Listener() {
          @Override
          public void ends(Notice notice) {
            ends.add(notice);
          }

          @Override
          public void atRisk(Notice notice) {
            risks.add(notice);
          }
        };
    Notices notices = new Notices(imds);
    JumpingTime scripted = time;
    NoticeWatch watch =
        new NoticeWatch(notices, new ScriptedTime(scripted, this::looked), told, meters());
    try {
      watch.run();
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private HostMeters meters() {
    return new HostMeters(registry);
  }

  private void looked() {
    Duration passed = Duration.between(start, time.now());
    eachLook.accept(passed);
    if (passed.compareTo(LONG) > 0) Thread.currentThread().interrupt();
  }

  private double counted(String outcome) {
    return registry.get("longhaul.host.notices").tag("outcome", outcome).counter().count();
  }

  @Test
  void a_spot_notice_is_told_within_five_seconds_and_ends_the_watch() {
    eachLook =
        passed -> {
          if (passed.toSeconds() == 60) {
            server.say(
                "spot/instance-action",
                "{\"action\": \"terminate\", \"time\": \"2026-11-02T08:03:00Z\"}");
          }
        };
    assertThat(watch()).isTrue();
    assertThat(Duration.between(start, time.now())).isEqualTo(Duration.ofSeconds(65));
    assertThat(ends)
        .singleElement()
        .satisfies(notice -> {
          assertThat(notice.kind()).isEqualTo(Notice.Kind.SPOT);
          assertThat(notice.at()).isEqualTo(Instant.parse("2026-11-02T08:03:00Z"));
        });
    assertThat(counted("spot")).isOne();
  }

  @Test
  void a_notice_that_cannot_be_read_counts() {
    server.say("spot/instance-action", "soon");
    assertThat(watch()).isTrue();
    assertThat(ends).containsExactly(new Notice(Notice.Kind.SPOT, "soon", start));
  }

  @Test
  void a_machine_that_its_group_ends_is_told() {
    server.say("autoscaling/target-lifecycle-state", "Terminated");
    assertThat(watch()).isTrue();
    assertThat(ends).extracting(Notice::kind).containsExactly(Notice.Kind.TERMINATED);
    assertThat(counted("terminated")).isOne();
  }

  @Test
  void a_scheduled_event_is_told_ten_minutes_before_it_and_not_when_it_is_off() {
    server.say(
        "events/maintenance/scheduled",
        """
        [{"Code": "instance-reboot", "NotBefore": "2 Nov 2026 08:05:00 GMT", "State": "canceled",
          "EventId": "instance-event-1"},
         {"Code": "instance-stop", "NotBefore": "2 Nov 2026 08:25:00 GMT", "State": "active",
          "EventId": "instance-event-2"}]
        """);
    assertThat(watch()).isTrue();
    assertThat(ends)
        .containsExactly(
            new Notice(
                Notice.Kind.SCHEDULED,
                "instance-stop instance-event-2",
                Instant.parse("2026-11-02T08:25:00Z")));
    assertThat(time.now()).isEqualTo(Instant.parse("2026-11-02T08:15:00Z"));
  }

  @Test
  void no_event_and_an_empty_list_are_nothing() {
    server.say("events/maintenance/scheduled", "[]");
    assertThat(watch()).isFalse();
    assertThat(ends).isEmpty();
  }

  @Test
  void a_recommendation_is_told_once_and_a_later_one_again_and_neither_ends_the_watch() {
    server.say("events/recommendations/rebalance", "{\"noticeTime\": \"2026-11-02T08:00:00Z\"}");
    eachLook =
        passed -> {
          if (passed.toMinutes() == 20) {
            server.say(
                "events/recommendations/rebalance", "{\"noticeTime\": \"2026-11-02T08:20:00Z\"}");
          }
        };
    assertThat(watch()).isFalse();
    assertThat(risks)
        .extracting(Notice::at)
        .containsExactly(
            Instant.parse("2026-11-02T08:00:00Z"), Instant.parse("2026-11-02T08:20:00Z"));
    assertThat(ends).isEmpty();
    assertThat(counted("rebalance")).isEqualTo(2);
  }

  @Test
  void a_service_that_falls_silent_is_counted_and_asked_on() {
    server.fail(3);
    eachLook =
        passed -> {
          if (passed.toSeconds() > 30) {
            server.say("autoscaling/target-lifecycle-state", "Terminated");
          }
        };
    assertThat(watch()).isTrue();
    assertThat(registry.get("longhaul.host.metadata.failures").counter().count()).isOne();
  }
}
