package io.longhaul.price;

/**
 * Prices of one region in US dollars, on demand, as AWS publishes them (aws.amazon.com/s3/pricing,
 * /dynamodb/pricing, /sqs/pricing, /cloudwatch/pricing, /vpc/pricing).
 */
public final class Prices {
  public static final String REGION = "us-east-1";
  public static final String DATE = "November 2026";

  /** DynamoDB, a row of up to 1 KB. */
  static final double WRITE_UNIT = 0.625e-6;

  /** DynamoDB, a consistent read of up to 4 KB. */
  static final double READ_UNIT = 0.125e-6;

  /** SQS, standard queues, for each 64 KB. */
  static final double QUEUE_REQUEST = 0.40e-6;

  /** S3 Standard: PUT, COPY, POST, LIST. */
  static final double STORE_WRITE_OR_LIST = 0.005e-3;

  /** S3 Standard: GET, HEAD and all others. */
  static final double STORE_READ = 0.0004e-3;

  /** Out of a region into another one of AWS, a GB: the most that us-east-1 takes. */
  static final double OTHER_REGION = 0.02;

  /** Out of AWS, a GB, up to 10 TB a month; more costs less. */
  static final double OUT = 0.09;

  /** CloudWatch, one of the first 10,000 custom metrics: $0.30 a month, by the hour. */
  static final double METRIC_HOUR = 0.30 / 730;

  /** CloudWatch, PutMetricData. */
  static final double METRIC_REQUEST = 0.01e-3;

  /** Through a NAT gateway, a GB, whichever way; its hours are not in this. */
  public static final double NAT = 0.045;

  static final double GB = 1e9;

  private Prices() {}
}
