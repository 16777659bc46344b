package io.longhaul.embedded.s3.call;

import io.longhaul.embedded.s3.protocol.S3Failure;
import io.longhaul.embedded.s3.protocol.Xml;
import io.longhaul.embedded.s3.protocol.XmlTree;
import io.longhaul.embedded.s3.store.Draft;
import io.longhaul.embedded.s3.store.Entry;
import io.longhaul.embedded.s3.store.FolderStore;
import io.longhaul.embedded.s3.store.Part;
import io.longhaul.embedded.s3.store.Upload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes an object of the parts that the request lists; a condition that fails leaves the upload.
 *
 * @param minimumPart how large each part but the last must be, in bytes
 */
public record CompleteUpload(FolderStore store, long minimumPart) implements Operation {
  @Override
  public Reply answer(Call call) throws IOException {
    var condition = Conditions.ofWrite(call);
    Upload upload = UploadPart.upload(store, call);
    var wanted =
        XmlTree.read(new SmallBody(call).bytes(), "CompleteMultipartUpload").children("Part");
    Entry entry =
        upload.complete(received -> {
          List<Part> parts = choose(wanted, received);
          try (Draft draft = store.draft()) {
            Map<String, String> checksums = new Assembly(upload.info(), parts, call).into(draft);
            call.publishes();
            return store
                .bucket(call.bucket())
                .publish(call.key(), draft, upload.info().headers(), checksums, condition);
          }
        });
    Xml xml =
        Xml.document("CompleteMultipartUploadResult")
            .text("Location", "http://" + call.header("host") + call.rawPath())
            .text("Bucket", call.bucket())
            .text("Key", call.key().text())
            .text("ETag", ObjectHeaders.quoted(entry.etag()));
    ChecksumXml.write(xml, entry.checksums());
    return Reply.xml(xml.end("CompleteMultipartUploadResult"));
  }

  private List<Part> choose(List<XmlTree> wanted, List<Part> received) {
    if (wanted.isEmpty()) throw S3Failure.malformedXml("no Part");
    var chosen = new ArrayList<Part>();
    int last = 0;
    for (XmlTree each : wanted) {
      int number = number(each);
      if (number <= last) {
        throw new S3Failure(
            400,
            "InvalidPartOrder",
            "The list of parts was not in ascending order. Parts must be ordered by part number.");
      }
      last = number;
      chosen.add(find(number, each, received));
    }
    for (Part part : chosen.subList(0, chosen.size() - 1)) {
      if (part.size() < minimumPart) {
        throw new S3Failure(
            400,
            "EntityTooSmall",
            "Your proposed upload is smaller than the minimum allowed size: part " + part.number());
      }
    }
    return chosen;
  }

  private static int number(XmlTree part) {
    String text = part.text("PartNumber");
    try {
      return Integer.parseInt(text == null ? "" : text.strip());
    } catch (NumberFormatException e) {
      throw S3Failure.malformedXml("PartNumber");
    }
  }

  private static Part find(int number, XmlTree wanted, List<Part> received) {
    String etag = wanted.text("ETag");
    for (Part part : received) {
      if (part.number() != number) continue;
      if (etag != null && part.etag().equals(etag.strip().replace("\"", ""))) {
        if (ChecksumXml.agrees(wanted, part.checksums())) return part;
      }
    }
    throw new S3Failure(
        400,
        "InvalidPart",
        "One or more of the specified parts could not be found. The part may not have been"
            + " uploaded, or the specified entity tag may not match the part's entity tag.");
  }
}
