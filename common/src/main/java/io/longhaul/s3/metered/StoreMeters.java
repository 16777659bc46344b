package io.longhaul.s3.metered;

import io.longhaul.access.NoAccess;
import io.longhaul.s3.StoreException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The calls to an object store: how many, how long, by verb and by how they ended. */
final class StoreMeters {
  private static final List<String> VERBS =
      List.of(
          "bucket",
          "list",
          "head",
          "describe",
          "copy",
          "put",
          "get",
          "delete",
          "create-upload",
          "put-part",
          "copy-part",
          "complete-upload",
          "abort-upload",
          "list-parts",
          "list-uploads",
          "get-range",
          "delete-all",
          "list-versions",
          "tags",
          "put-tags",
          "acl",
          "put-acl");

  private final MeterRegistry registry;

  /** By verb and outcome, of which there are few: a look-up in the registry costs more. */
  private final Map<Call, Timer> timers = new ConcurrentHashMap<>();

  private record Call(String verb, String outcome) {}

  interface Asks<T> {
    T once() throws InterruptedException;
  }

  StoreMeters(MeterRegistry registry) {
    this.registry = registry;
    for (String verb : VERBS) timer(verb, "ok");
  }

  /**
   * Makes one call.
   *
   * @param word what an answer is called
   */
  <T> T of(String verb, Asks<T> asks, Function<T, String> word) throws InterruptedException {
    Timer.Sample sample = Timer.start(registry);
    String outcome = "failed"; // a defect of the adapter's, which has no class
    try {
      T answer = asks.once();
      outcome = word.apply(answer);
      return answer;
    } catch (StoreException e) {
      outcome = e.failure().word();
      throw e;
    } catch (NoAccess e) {
      outcome = "no-access";
      throw e;
    } catch (InterruptedException e) {
      outcome = "interrupted";
      throw e;
    } finally {
      sample.stop(timer(verb, outcome));
    }
  }

  /** A call that is under way, and told of when it has ended. */
  interface Begun {
    void ended(String outcome);
  }

  Begun begin(String verb) {
    Timer.Sample sample = Timer.start(registry);
    return outcome -> sample.stop(timer(verb, outcome));
  }

  private Timer timer(String verb, String outcome) {
    return timers.computeIfAbsent(
        new Call(verb, outcome),
        call -> registry.timer("longhaul.store.calls", "verb", verb, "outcome", outcome));
  }
}
