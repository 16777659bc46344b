package io.longhaul.embedded.s3.call;

import io.longhaul.embedded.s3.protocol.S3Failure;
import io.longhaul.embedded.s3.protocol.Xml;
import io.longhaul.embedded.s3.protocol.XmlTree;
import io.longhaul.embedded.s3.store.Bucket;
import io.longhaul.embedded.s3.store.FolderStore;
import io.longhaul.embedded.s3.store.Key;
import java.io.IOException;

/** Deletes up to a thousand objects, each with its own outcome. */
public record DeleteObjects(FolderStore store) implements Operation {
  private static final int MOST = 1_000;

  @Override
  public Reply answer(Call call) throws IOException {
    Bucket bucket = store.bucket(call.bucket());
    XmlTree request = XmlTree.read(new SmallBody(call).bytes(), "Delete");
    var objects = request.children("Object");
    if (objects.isEmpty() || objects.size() > MOST) {
      throw S3Failure.malformedXml(objects.size() + " objects");
    }
    boolean quiet = "true".equals(request.text("Quiet"));
    Xml xml = Xml.document("DeleteResult");
    for (XmlTree object : objects) {
      String key = object.text("Key");
      if (key == null) throw S3Failure.malformedXml("an Object without Key");
      try {
        bucket.delete(Key.of(key), Conditions.ofDelete(object.text("ETag")));
        if (!quiet) xml.open("Deleted").text("Key", key).close("Deleted");
      } catch (S3Failure e) {
        xml.open("Error").text("Key", key).text("Code", e.code()).text("Message", e.sentence());
        xml.close("Error");
      }
    }
    return Reply.xml(xml.end("DeleteResult"));
  }
}
