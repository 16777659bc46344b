package io.longhaul.price;

/**
 * What AWS would bill for bytes on their way, in US dollars.
 *
 * @param toOtherRegions bytes that leave a region for another, each time they do
 * @param out bytes that leave AWS
 */
public record Transfer(double toOtherRegions, double out) {
  public static final Transfer NONE = new Transfer(0, 0);

  public double total() {
    return (toOtherRegions * Prices.OTHER_REGION + out * Prices.OUT) / Prices.GB;
  }
}
