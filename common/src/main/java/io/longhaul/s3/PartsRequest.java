package io.longhaul.s3;

/**
 * One page of an upload's parts.
 *
 * @param after only parts of higher numbers; 0: from the first on
 * @param maxParts 1 to 1,000
 */
public record PartsRequest(OpenUpload upload, int after, int maxParts) {
  public static final int MOST_PARTS = 1000;

  public PartsRequest {
    if (after < 0) throw new IllegalArgumentException("after " + after + ": 0 or a part's number");
    if (maxParts < 1 || maxParts > MOST_PARTS) {
      throw new IllegalArgumentException("maxParts " + maxParts + ": 1 to " + MOST_PARTS);
    }
  }

  public static PartsRequest of(OpenUpload upload) {
    return new PartsRequest(upload, 0, MOST_PARTS);
  }

  public PartsRequest page(int after) {
    return new PartsRequest(upload, after, maxParts);
  }

  public PartsRequest atMost(int maxParts) {
    return new PartsRequest(upload, after, maxParts);
  }
}
