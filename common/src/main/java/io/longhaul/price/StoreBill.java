package io.longhaul.price;

/**
 * What AWS would bill for requests to S3, in US dollars, without storage and transfer.
 *
 * @param writes copies and puts
 * @param reads gets
 */
public record StoreBill(long lists, long writes, long reads, long heads) {
  public double forLists() {
    return lists * Prices.STORE_WRITE_OR_LIST;
  }

  public double forWrites() {
    return writes * Prices.STORE_WRITE_OR_LIST;
  }

  public double forReads() {
    return reads * Prices.STORE_READ;
  }

  public double forHeads() {
    return heads * Prices.STORE_READ;
  }

  public double total() {
    return forLists() + forWrites() + forReads() + forHeads();
  }
}
