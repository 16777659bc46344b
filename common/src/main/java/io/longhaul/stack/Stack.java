package io.longhaul.stack;

import io.longhaul.claim.Misfits;
import io.longhaul.job.S3Sides;
import io.longhaul.job.StoreAccess;
import io.longhaul.ledger.CountingTable;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.Table;
import io.longhaul.queue.WorkQueues;
import io.longhaul.s3.ObjectStore;
import io.longhaul.time.Time;
import java.util.Optional;

/** A stack that is open in this process; closing it closes all of it, once. */
public final class Stack implements AutoCloseable {
  private final StackSettings settings;
  private final Engines engines;
  private final Time time;
  private final Ports ports;
  private final CountingTable table;
  private final Ledger ledger;
  private boolean closed;

  /**
   * What a stack is reached by.
   *
   * @param folders where the store keeps its buckets as folders; empty: it does not
   * @param sides the stores of sides that jobs reach in a way of their own
   * @param connections what is below the ports and outlives them
   */
  public record Ports(
      Table table,
      WorkQueues queues,
      ObjectStore store,
      SideStores sides,
      Optional<BucketFolders> folders,
      Runnable connections) {}

  public Stack(StackSettings settings, Engines engines, Time time, Ports ports) {
    this.settings = settings;
    this.engines = engines;
    this.time = time;
    this.ports = ports;
    this.table = new CountingTable(ports.table());
    this.ledger = new Ledger(table, new Misfits());
  }

  public StackSettings settings() {
    return settings;
  }

  public Engines engines() {
    return engines;
  }

  /** The clock, corrected where the stack's servers say that this machine's is off. */
  public Time time() {
    return time;
  }

  public Ledger ledger() {
    return ledger;
  }

  /** What the ledger asked of its table so far. */
  public CountingTable table() {
    return table;
  }

  public WorkQueues queues() {
    return ports.queues();
  }

  public ObjectStore store() {
    return ports.store();
  }

  /** The store that lists and reads a job's source. */
  public StoreAt source(S3Sides job) {
    return at(StoreAccess.source(job));
  }

  /** The store that lists and writes a job's target. */
  public StoreAt target(S3Sides job) {
    return at(StoreAccess.target(job));
  }

  /** The store that is reached so. */
  public StoreAt at(StoreAccess access) {
    if (access.equals(StoreAccess.USUAL)) {
      return new StoreAt(ports.store(), engines.store(), engines.storeIsAws());
    }
    return ports.sides().at(access);
  }

  /** The folders behind the store's buckets; empty: it keeps none. */
  public Optional<BucketFolders> folders() {
    return ports.folders();
  }

  @Override
  public synchronized void close() {
    if (closed) return;
    closed = true;
    try (table) {
      ports.store().close();
    } finally {
      ports.connections().run();
    }
  }
}
