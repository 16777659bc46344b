package io.longhaul.claim;

import io.longhaul.access.NoAccess;
import io.longhaul.ledger.BadRows;
import io.longhaul.ledger.Key;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.queue.QueueUnavailable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is wrong in itself among much that is not: said once, with its name and why, and passed
 * over.
 */
public final class Misfits implements BadRows {
  private static final Logger LOG = LoggerFactory.getLogger(Misfits.class);

  /** Of so many it is remembered that they were spoken of. */
  private static final int MOST = 1_000;

  private final Set<String> spokenOf =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > MOST;
            }
          });

  @Override
  public void passedOver(Key key, RuntimeException why) {
    say(key.partition() + " / " + key.sort(), why);
  }

  /**
   * Does one step of many.
   *
   * @param what it is about
   * @param otherwise its result if something is wrong with that
   */
  public <T> T step(Object what, T otherwise, Supplier<T> step) {
    try {
      return step.get();
    } catch (LedgerUnavailable | QueueUnavailable | NoAccess e) {
      throw e; // says nothing about this one, and the others would fare no better
    } catch (RuntimeException e) {
      say(String.valueOf(what), e);
      return otherwise;
    }
  }

  private void say(String what, RuntimeException why) {
    boolean first;
    synchronized (spokenOf) {
      first = spokenOf.add(what);
    }
    if (first) LOG.atError().setCause(why).addKeyValue("row", what).log("passed over");
  }
}
