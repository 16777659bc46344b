package io.longhaul.bench.noop;

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
  private static final double WRITE_UNIT = 0.625e-6;
  private static final double READ_UNIT = 0.125e-6;
  private static final double QUEUE_REQUEST = 0.40e-6;

  public double ledger() {
    return writeUnits * WRITE_UNIT + halfReadUnits / 2.0 * READ_UNIT;
  }

  public double queue() {
    return queueRequests * QUEUE_REQUEST;
  }

  public double total() {
    return ledger() + queue();
  }
}
