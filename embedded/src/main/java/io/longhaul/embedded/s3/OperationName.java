package io.longhaul.embedded.s3;

import io.longhaul.embedded.s3.call.Call;
import io.longhaul.embedded.s3.protocol.Query;
import java.util.List;

/** S3's name for what a request asks; what has none here is named by its method and query. */
final class OperationName {
  /** Sub-resources that we do not have; answering them as something else would be wrong. */
  private static final List<String> LACKING =
      List.of(
          "accelerate",
          "acl",
          "analytics",
          "attributes",
          "cors",
          "encryption",
          "intelligent-tiering",
          "inventory",
          "legal-hold",
          "lifecycle",
          "logging",
          "metrics",
          "notification",
          "object-lock",
          "ownershipControls",
          "policy",
          "policyStatus",
          "publicAccessBlock",
          "replication",
          "requestPayment",
          "restore",
          "retention",
          "select",
          "session",
          "torrent",
          "versions",
          "website");

  private OperationName() {}

  static String of(Call call) {
    Query query = call.query();
    for (String name : LACKING) {
      if (query.has(name)) return call.method() + "?" + name;
    }
    if (call.bucket().isEmpty()) {
      return call.method().equals("GET") ? "ListBuckets" : call.method() + " /";
    }
    if (query.has("tagging")) return ofTags(call);
    return call.hasKey() ? ofObject(call, query) : ofBucket(call, query);
  }

  private static String ofTags(Call call) {
    String asked = call.method() + "?tagging";
    if (!call.hasKey()) return asked;
    return switch (call.method()) {
      case "GET" -> "GetObjectTagging";
      case "PUT" -> "PutObjectTagging";
      case "DELETE" -> "DeleteObjectTagging";
      default -> asked;
    };
  }

  private static String ofBucket(Call call, Query query) {
    return switch (call.method()) {
      case "GET" -> {
        if (query.has("location")) yield "GetBucketLocation";
        if (query.has("versioning")) yield "GetBucketVersioning";
        if (query.has("uploads")) yield "ListMultipartUploads";
        yield "2".equals(query.text("list-type")) ? "ListObjectsV2" : "ListObjects";
      }
      case "HEAD" -> "HeadBucket";
      case "PUT" -> query.has("versioning") ? "PutBucketVersioning" : "CreateBucket";
      case "DELETE" -> "DeleteBucket";
      case "POST" -> query.has("delete") ? "DeleteObjects" : "PostObject";
      default -> call.method();
    };
  }

  private static String ofObject(Call call, Query query) {
    boolean copies = call.header("x-amz-copy-source") != null;
    return switch (call.method()) {
      case "GET" -> query.has("uploadId") ? "ListParts" : "GetObject";
      case "HEAD" -> "HeadObject";
      case "PUT" -> {
        if (query.has("uploadId")) yield copies ? "UploadPartCopy" : "UploadPart";
        yield copies ? "CopyObject" : "PutObject";
      }
      case "DELETE" -> query.has("uploadId") ? "AbortMultipartUpload" : "DeleteObject";
      case "POST" -> {
        if (query.has("uploads")) yield "CreateMultipartUpload";
        yield query.has("uploadId") ? "CompleteMultipartUpload" : "PostObject";
      }
      default -> call.method();
    };
  }
}
