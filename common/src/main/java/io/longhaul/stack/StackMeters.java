package io.longhaul.stack;

import io.longhaul.ledger.CountingTable;
import io.longhaul.ledger.CountingTable.Request;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** What this process asked of its stack's ledger, counted by the ledger itself. */
public final class StackMeters {
  private StackMeters() {}

  public static void bind(Stack stack, MeterRegistry registry) {
    for (Request request : Request.values()) bind(stack.table(), request, registry);
  }

  private static void bind(CountingTable table, Request request, MeterRegistry registry) {
    FunctionCounter.builder(
            "longhaul.ledger.requests", table, asked -> (double) asked.requests(request))
        .tag("verb", request.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }
}
