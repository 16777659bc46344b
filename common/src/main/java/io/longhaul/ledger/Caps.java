package io.longhaul.ledger;

import java.util.List;
import java.util.stream.Stream;

/**
 * What all workers together may ask for in a second on behalf of a run, as its row says.
 *
 * @param requests 0: no cap
 * @param bytes 0: no cap
 */
public record Caps(long requests, long bytes) {
  public static final Caps NONE = new Caps(0, 0);

  private static final String REQUESTS = "cap.requests";
  private static final String BYTES = "cap.bytes";

  public Caps {
    if (requests < 0 || bytes < 0) {
      throw new IllegalArgumentException("caps %d, %d: not below 0".formatted(requests, bytes));
    }
  }

  public boolean any() {
    return requests > 0 || bytes > 0;
  }

  static Caps of(Row row) {
    return new Caps(row.number(REQUESTS), row.number(BYTES));
  }

  List<Change> changes() {
    return Stream.of(set(REQUESTS, requests), set(BYTES, bytes)).flatMap(List::stream).toList();
  }

  private static List<Change> set(String name, long cap) {
    return cap == 0 ? List.of() : List.of(new Change.Set(name, cap));
  }
}
