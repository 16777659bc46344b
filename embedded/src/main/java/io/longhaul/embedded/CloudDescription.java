package io.longhaul.embedded;

/** How to reach a running cloud: the content of cloud.json, field by field. */
public record CloudDescription(
    int format,
    long pid,
    String stack,
    String region,
    String account,
    String sqsEndpoint,
    String s3Endpoint,
    String adminEndpoint,
    String accessKey,
    String secretKey,
    String ledgerUrl,
    String ledgerUser,
    String ledgerPassword,
    int sqsPort,
    int s3Port,
    int ledgerPort,
    String s3Root,
    String log) {

  /** Without the secrets, for a terminal or a log. */
  @Override
  public String toString() {
    return "stack="
        + stack
        + " pid="
        + pid
        + " s3="
        + s3Endpoint
        + " sqs="
        + sqsEndpoint
        + " ledger="
        + ledgerUrl;
  }
}
