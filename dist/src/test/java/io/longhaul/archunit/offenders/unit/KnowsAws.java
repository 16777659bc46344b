package io.longhaul.archunit.offenders.unit;

import software.amazon.awssdk.services.s3.model.S3Object;

public class KnowsAws {
  public S3Object object;
}
