package io.longhaul.price;

/**
 * What AWS would bill for requests to S3, in US dollars, without storage and transfer.
 *
 * @param writes copies and puts
 * @param parts of large objects: their parts, and what begins and joins them
 * @param reads gets
 */
public record StoreBill(long lists, long writes, long parts, long reads, long heads) {
  public double forLists() {
    return lists * Prices.STORE_WRITE_OR_LIST;
  }

  public double forWrites() {
    return writes * Prices.STORE_WRITE_OR_LIST;
  }

  public double forParts() {
    return parts * Prices.STORE_WRITE_OR_LIST;
  }

  public double forReads() {
    return reads * Prices.STORE_READ;
  }

  public double forHeads() {
    return heads * Prices.STORE_READ;
  }

  public double total() {
    return forLists() + forWrites() + forParts() + forReads() + forHeads();
  }
}
