package io.longhaul.embedded.s3;

import io.longhaul.embedded.s3.call.Buckets;
import io.longhaul.embedded.s3.call.CompleteUpload;
import io.longhaul.embedded.s3.call.CopyObject;
import io.longhaul.embedded.s3.call.DeleteObject;
import io.longhaul.embedded.s3.call.DeleteObjects;
import io.longhaul.embedded.s3.call.ListObjects;
import io.longhaul.embedded.s3.call.Operation;
import io.longhaul.embedded.s3.call.PutObject;
import io.longhaul.embedded.s3.call.ReadObject;
import io.longhaul.embedded.s3.call.Tagging;
import io.longhaul.embedded.s3.call.UploadCalls;
import io.longhaul.embedded.s3.call.UploadPart;
import io.longhaul.embedded.s3.call.UploadPartCopy;
import io.longhaul.embedded.s3.protocol.S3Failure;
import io.longhaul.embedded.s3.store.FolderStore;
import java.util.HashMap;
import java.util.Map;

/** All that this server can do, by S3's names. */
final class Operations {
  private final Map<String, Operation> byName = new HashMap<>();

  Operations(FolderStore store, long minimumPart) {
    var buckets = new Buckets(store);
    byName.put("ListBuckets", buckets::list);
    byName.put("CreateBucket", buckets::create);
    byName.put("HeadBucket", buckets::head);
    byName.put("DeleteBucket", buckets::delete);
    byName.put("GetBucketLocation", buckets::location);
    byName.put("GetBucketVersioning", buckets::versioning);
    byName.put("ListObjectsV2", new ListObjects(store, true));
    byName.put("ListObjects", new ListObjects(store, false));
    byName.put("GetObject", new ReadObject(store, true));
    byName.put("HeadObject", new ReadObject(store, false));
    byName.put("PutObject", new PutObject(store));
    byName.put("CopyObject", new CopyObject(store));
    byName.put("DeleteObject", new DeleteObject(store));
    byName.put("DeleteObjects", new DeleteObjects(store));
    var tagging = new Tagging(store);
    byName.put("GetObjectTagging", tagging::get);
    byName.put("PutObjectTagging", tagging::put);
    byName.put("DeleteObjectTagging", tagging::delete);
    var uploads = new UploadCalls(store);
    byName.put("CreateMultipartUpload", uploads::create);
    byName.put("AbortMultipartUpload", uploads::abort);
    byName.put("ListParts", uploads::listParts);
    byName.put("ListMultipartUploads", uploads::list);
    byName.put("UploadPart", new UploadPart(store));
    byName.put("UploadPartCopy", new UploadPartCopy(store));
    byName.put("CompleteMultipartUpload", new CompleteUpload(store, minimumPart));
  }

  Operation named(String name) {
    Operation operation = byName.get(name);
    if (operation == null) throw S3Failure.notImplemented(name);
    return operation;
  }
}
