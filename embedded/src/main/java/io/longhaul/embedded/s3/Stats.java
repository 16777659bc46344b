package io.longhaul.embedded.s3;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts signed requests by bucket, call and how they were answered. */
public final class Stats {
  private record Line(String bucket, String call, int status) implements Comparable<Line> {
    @Override
    public int compareTo(Line other) {
      int order = bucket.compareTo(other.bucket);
      if (order == 0) order = call.compareTo(other.call);
      return order == 0 ? Integer.compare(status, other.status) : order;
    }
  }

  /** The status of what was cut before an answer. */
  static final int CUT = 0;

  private static final int MOST = 10_000;

  private final Map<Line, LongAdder> lines = new ConcurrentSkipListMap<>();

  void count(String bucket, String call, int status) {
    var line = new Line(bucket, call, status);
    LongAdder counter = lines.get(line);
    if (counter == null) {
      if (lines.size() >= MOST) return;
      counter = lines.computeIfAbsent(line, l -> new LongAdder());
    }
    counter.increment();
  }

  /** All requests of this call since the start or the last reset, in all buckets. */
  public long requests(String call) {
    long sum = 0;
    for (var each : lines.entrySet()) {
      if (each.getKey().call().equals(call)) sum += each.getValue().sum();
    }
    return sum;
  }

  public void reset() {
    lines.clear();
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode calls = json.putArray("calls");
    lines.forEach((line, counter) ->
        calls
            .addObject()
            .put("bucket", line.bucket())
            .put("call", line.call())
            .put("status", line.status())
            .put("requests", counter.sum()));
    return json;
  }
}
