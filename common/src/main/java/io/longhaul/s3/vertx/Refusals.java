package io.longhaul.s3.vertx;

import io.longhaul.aws.FailedAnswer;
import io.longhaul.time.Time;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers that say that a request failed, and keeps what is to be learnt from them: where a
 * bucket is, and how far this clock is off.
 */
final class Refusals {
  private static final int MOST_BUCKETS = 1000;
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");

  private final Time time;
  private final String region;
  private final Map<String, String> regions = new ConcurrentHashMap<>();
  private volatile Duration offset = Duration.ZERO;

  /**
   * @param region of buckets that nothing else is known of
   */
  Refusals(Time time, String region) {
    this.time = time;
    this.region = region;
  }

  /** The region that a bucket is in, as far as is known. */
  String region(String bucket) {
    return regions.getOrDefault(bucket, region);
  }

  /** What to add to this clock to sign by the store's. */
  Duration offset() {
    return offset;
  }

  /** What to throw for it. */
  FailedAnswer read(Outgoing request, Reply reply) {
    Document said = Document.readOrNone(reply.body(), reply.length());
    boolean isError = said.is("Error");
    String code = isError ? said.text("Code") : "";
    String elsewhere = elsewhere(reply, isError ? said.text("Region") : "");
    if (mayBeMoved(reply.status(), code)
        && !elsewhere.isEmpty()
        && !elsewhere.equals(request.endpoint().region())) {
      if (regions.size() >= MOST_BUCKETS) regions.clear();
      regions.put(request.bucket(), elsewhere);
      return FailedAnswer.moved(reply.status(), elsewhere);
    }
    FailedAnswer failed =
        FailedAnswer.of(
            code, reply.status(), isError ? said.text("Message") : "", reply.header("retry-after"));
    if (failed.isClock()) setBy(reply.header("date"));
    return failed;
  }

  /** Empty if no region is named. It becomes a part of hosts' names: what else is there is none. */
  private static String elsewhere(Reply reply, String said) {
    String header = reply.header("x-amz-bucket-region");
    String named = header == null ? said : header;
    return REGION.matcher(named).matches() ? named : "";
  }

  /** A refusal for another reason may name the region too, which is no reason to go there. */
  private static boolean mayBeMoved(int status, String code) {
    return (status > 300 && status < 309 && status != 304)
        || (status == 400 && (code.isEmpty() || code.equals("AuthorizationHeaderMalformed")));
  }

  private void setBy(@Nullable String date) {
    if (date == null) return;
    try {
      Instant server = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
      offset = Duration.between(time.now(), server);
    } catch (DateTimeException e) {
      return; // who cannot say the time teaches nothing about ours
    }
  }
}
