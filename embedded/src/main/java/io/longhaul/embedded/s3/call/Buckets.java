package io.longhaul.embedded.s3.call;

import io.longhaul.embedded.s3.protocol.Timestamps;
import io.longhaul.embedded.s3.protocol.Xml;
import io.longhaul.embedded.s3.store.FolderStore;
import java.io.IOException;

/** The calls about buckets as such. */
public record Buckets(FolderStore store) {
  /** Any region may be signed for; this is the one that buckets say they are in. */
  public static final String REGION = "us-east-1";

  public Reply list(Call call) throws IOException {
    Xml xml = Xml.document("ListAllMyBucketsResult");
    xml.open("Owner").text("ID", Owner.ID).text("DisplayName", Owner.NAME).close("Owner");
    xml.open("Buckets");
    for (var bucket : store.list()) {
      xml.open("Bucket")
          .text("Name", bucket.name())
          .text("CreationDate", Timestamps.xml(bucket.created()))
          .close("Bucket");
    }
    return Reply.xml(xml.close("Buckets").end("ListAllMyBucketsResult"));
  }

  public Reply create(Call call) throws IOException {
    store.create(call.bucket());
    return Reply.of(200).with("Location", "/" + call.bucket());
  }

  public Reply head(Call call) {
    store.bucket(call.bucket());
    return Reply.of(200).with("x-amz-bucket-region", REGION);
  }

  public Reply delete(Call call) throws IOException {
    store.delete(call.bucket());
    return Reply.of(204);
  }

  /** Empty is us-east-1. */
  public Reply location(Call call) {
    store.bucket(call.bucket());
    return Reply.xml(Xml.document("LocationConstraint").end("LocationConstraint"));
  }

  /** Never enabled, and truly so. */
  public Reply versioning(Call call) {
    store.bucket(call.bucket());
    return Reply.xml(Xml.document("VersioningConfiguration").end("VersioningConfiguration"));
  }
}
