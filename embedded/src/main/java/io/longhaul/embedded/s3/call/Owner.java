package io.longhaul.embedded.s3.call;

import io.longhaul.embedded.s3.protocol.S3Failure;

/** The one account that owns every bucket here, the same as the queues'. */
public final class Owner {
  public static final String ACCOUNT = "000000000000";
  static final String ID = "longhaul-local";
  static final String NAME = "longhaul";

  private Owner() {}

  /** A client that pins another owner is refused, for the target and for a copy's source. */
  public static void check(Call call) {
    for (String name :
        new String[] {"x-amz-expected-bucket-owner", "x-amz-source-expected-bucket-owner"}) {
      String expected = call.header(name);
      if (expected != null && !expected.equals(ACCOUNT)) {
        throw S3Failure.accessDenied("Access Denied: " + name);
      }
    }
  }
}
