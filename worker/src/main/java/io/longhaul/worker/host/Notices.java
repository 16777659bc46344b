package io.longhaul.worker.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the notices that stand in an instance's metadata. One that is there and cannot be read
 * counts: better to leave in vain than to be killed with units in hand.
 */
final class Notices {
  /** Events are scheduled days ahead; a worker needs minutes. */
  private static final Duration BEFORE_EVENT = Duration.ofMinutes(10);

  /** EC2's user guide, "Scheduled events": {@code 21 Jan 2019 09:00:43 GMT}. */
  private static final DateTimeFormatter EVENT_TIME =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss z", Locale.ENGLISH);

  private static final int LONGEST_WORDS = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Imds imds;

  Notices(Imds imds) {
    this.imds = imds;
  }

  /**
   * Those that stand now, the gravest first.
   *
   * @throws ImdsSilent if that is not known
   */
  List<Notice> read(Instant now) throws InterruptedException {
    List<Notice> notices = new ArrayList<>();
    spot(now).ifPresent(notices::add);
    terminated(now).ifPresent(notices::add);
    scheduled(now).ifPresent(notices::add);
    rebalance(now).ifPresent(notices::add);
    return notices;
  }

  /** {@code {"action": "terminate", "time": "2026-11-30T08:22:00Z"}}. */
  private Optional<Notice> spot(Instant now) throws InterruptedException {
    return imds.read("spot/instance-action")
        .map(said -> new Notice(Notice.Kind.SPOT, shortened(said), time(said, "time", now)));
  }

  private Optional<Notice> terminated(Instant now) throws InterruptedException {
    return imds.read(Instance.LIFECYCLE)
        .filter(Instance.TERMINATED::equals)
        .map(state -> new Notice(Notice.Kind.TERMINATED, state, now));
  }

  /** {@code {"noticeTime": "2026-11-30T08:22:00Z"}}. */
  private Optional<Notice> rebalance(Instant now) throws InterruptedException {
    return imds.read("events/recommendations/rebalance")
        .map(said ->
            new Notice(Notice.Kind.REBALANCE, shortened(said), time(said, "noticeTime", now)));
  }

  private static Instant time(String said, String key, Instant otherwise) {
    try {
      return Instant.parse(JSON.readTree(said).path(key).asText());
    } catch (JsonProcessingException | DateTimeException e) {
      return otherwise;
    }
  }

  private Optional<Notice> scheduled(Instant now) throws InterruptedException {
    Optional<String> said = imds.read("events/maintenance/scheduled");
    if (said.isEmpty()) return Optional.empty();
    JsonNode events;
    try {
      events = JSON.readTree(said.get());
    } catch (JsonProcessingException e) {
      return Optional.of(new Notice(Notice.Kind.SCHEDULED, shortened(said.get()), now));
    }
    for (JsonNode event : events) {
      Instant at = eventTime(event.path("NotBefore").asText(), now);
      boolean active = event.path("State").asText("active").equals("active");
      if (active && !at.minus(BEFORE_EVENT).isAfter(now)) {
        String what = event.path("Code").asText() + " " + event.path("EventId").asText();
        return Optional.of(new Notice(Notice.Kind.SCHEDULED, shortened(what), at));
      }
    }
    return Optional.empty();
  }

  private static Instant eventTime(String said, Instant otherwise) {
    try {
      return EVENT_TIME.parse(said, Instant::from);
    } catch (DateTimeException e) {
      return otherwise;
    }
  }

  private static String shortened(String words) {
    String line = words.replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST_WORDS ? line : line.substring(0, LONGEST_WORDS);
  }
}
