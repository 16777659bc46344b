package io.longhaul.price;

/**
 * What AWS would bill for requests, in US dollars of us-east-1, on demand.
 *
 * @param writeUnits of DynamoDB: a row written takes one for each KB or part of it, in the table
 *     and again in the index where it shows there, twice where its index key changes; in a
 *     transaction each row of the table takes double (developer guide, "Read and write operations")
 * @param halfReadUnits of DynamoDB: eventually consistent ones, of 4 KB; a consistent read takes
 *     two, a transactional one four
 * @param queueRequests to SQS: a batch is one
 */
public record Bill(long writeUnits, long halfReadUnits, long queueRequests) {
  /** Register 2 and 1 in the index, claim 1 and 2, settle 4 and 1. */
  private static final long WRITE_UNITS_A_UNIT = 11;

  /** A tenth of a send, up to one receive, a tenth of a delete, twice over for what is repeated. */
  private static final double QUEUE_REQUESTS_A_UNIT = 2.1;

  /** What so many units are reckoned to take at most; {@code bench/run noop-units} measures it. */
  public static Bill ofUnits(long units) {
    return new Bill(units * WRITE_UNITS_A_UNIT, 0, Math.round(units * QUEUE_REQUESTS_A_UNIT));
  }

  public double ledger() {
    return writeUnits * Prices.WRITE_UNIT + halfReadUnits / 2.0 * Prices.READ_UNIT;
  }

  public double queue() {
    return queueRequests * Prices.QUEUE_REQUEST;
  }

  public double total() {
    return ledger() + queue();
  }
}
