package io.longhaul.worker.simulation;

import io.longhaul.claim.UnitHandler;
import io.longhaul.job.Job;
import io.longhaul.kind.Kind;
import io.longhaul.ledger.Table;
import io.longhaul.unit.Tally;
import java.time.Duration;
import java.util.List;

/** What the run of one world is about: a job, who does its units, and how to see whether it is. */
interface Work {
  Job job();

  /** A kind and the handler of its units, both of one process. */
  record Skill(Kind kind, UnitHandler handler) {}

  Skill skill(SimulatedProcess process, Table table);

  /** When there is something to submit; until then it is being put there. */
  default Duration begins() {
    return Duration.ZERO;
  }

  /** Whether nothing is under way any more that a worker, dead or alive, once asked for. */
  default boolean quiet() {
    return true;
  }

  /** What is wrong with the work itself once the run is over, and with its tally. */
  List<String> audit(Table table, Tally tally);
}
