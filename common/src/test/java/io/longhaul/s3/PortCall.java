package io.longhaul.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.longhaul.engine.RawServer;
import io.longhaul.time.Deadline;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Each call of the port, with an answer of a server that is well, and what the port makes of it.
 */
public enum PortCall {
  BUCKET("200 OK", "x-amz-bucket-region: eu-central-1\r\n", "") {
    @Override
    Object made(ObjectStore store, Deadline deadline) throws InterruptedException {
      return store.bucket("to", deadline);
    }

    @Override
    Object value() {
      return Optional.of(new BucketInfo("to", "eu-central-1"));
    }
  },

  LIST(
      "200 OK",
      "Content-Type: application/xml\r\n",
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>to</Name>\
      <Prefix/><KeyCount>3</KeyCount><MaxKeys>1000</MaxKeys><EncodingType>url</EncodingType>\
      <IsTruncated>true</IsTruncated><NextContinuationToken>t==</NextContinuationToken>\
      <Contents><Key>a+b%2F1</Key><LastModified>2026-11-01T01:02:03.000Z</LastModified>\
      <ETag>"abc"</ETag><Size>12</Size><StorageClass>STANDARD</StorageClass></Contents>\
      <Contents><Key>c</Key><LastModified>2026-11-01T01:02:04.000Z</LastModified>\
      <ETag>&quot;d-2&quot;</ETag><Size>5368709121</Size></Contents>\
      <CommonPrefixes><Prefix>e%2F</Prefix></CommonPrefixes></ListBucketResult>
      """) {
    @Override
    Object made(ObjectStore store, Deadline deadline) throws InterruptedException {
      return store.list(ListRequest.of("to", ""), deadline);
    }

    @Override
    Object value() {
      Instant then = Instant.parse("2026-11-01T01:02:03Z");
      return new ListPage(
          List.of(
              new ListedObject("a b/1", 12, "abc", then),
              new ListedObject("c", 5_368_709_121L, "d-2", then.plusSeconds(1))),
          List.of("e/"),
          "t==");
    }
  },

  HEAD("200 OK", "ETag: \"abc\"\r\nLast-Modified: Sun, 01 Nov 2026 01:02:03 GMT\r\n", "") {
    @Override
    Object made(ObjectStore store, Deadline deadline) throws InterruptedException {
      return store.head("to", "k", deadline);
    }

    @Override
    Object value() {
      Instant then = Instant.parse("2026-11-01T01:02:03Z");
      return Optional.of(new ListedObject("k", 0, "abc", then));
    }
  },

  COPY(
      "200 OK",
      "Content-Type: application/xml\r\n",
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <CopyObjectResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">\
      <LastModified>2026-11-01T01:02:03.000Z</LastModified><ETag>"abc"</ETag></CopyObjectResult>
      """) {
    @Override
    Object made(ObjectStore store, Deadline deadline) throws InterruptedException {
      Expect absent = new Expect.Absent();
      return store.copy(new CopyRequest("from", "s", "source", "to", "k", absent), deadline);
    }

    @Override
    Object value() {
      return new Written.Stored("abc");
    }
  },

  PUT("200 OK", "ETag: \"abc\"\r\n", "") {
    @Override
    Object made(ObjectStore store, Deadline deadline) throws InterruptedException {
      Expect absent = new Expect.Absent();
      PutRequest put = new PutRequest("to", "k", 5, "text/plain", Map.of("owner", "me"), absent);
      return store.put(put, Body.of("hello".getBytes(US_ASCII)), deadline);
    }

    @Override
    Object value() {
      return new Written.Stored("abc");
    }
  },

  GET(
      "200 OK",
      "ETag: \"abc\"\r\nContent-Type: text/x-longhaul\r\nx-amz-meta-owner: me\r\n",
      "hello, this is the object\n") {
    @Override
    Object made(ObjectStore store, Deadline deadline) throws InterruptedException, IOException {
      return GotWhole.of(store.get("to", "k", "abc", deadline));
    }

    @Override
    Object value() {
      String bytes = body();
      return new GotWhole(bytes.length(), "abc", "text/x-longhaul", Map.of("owner", "me"), bytes);
    }
  },

  DELETE("204 No Content", "", "") {
    @Override
    byte[] answer() {
      return "HTTP/1.1 204 No Content\r\n\r\n".getBytes(US_ASCII);
    }

    @Override
    Object made(ObjectStore store, Deadline deadline) throws InterruptedException {
      return store.delete("to", "k", new Expect.Etag("abc"), deadline);
    }

    @Override
    Object value() {
      return new Written.Stored("");
    }
  },

  CREATE_UPLOAD(
      "200 OK",
      "Content-Type: application/xml\r\n",
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <InitiateMultipartUploadResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">\
      <Bucket>to</Bucket><Key>k</Key><UploadId>abc</UploadId></InitiateMultipartUploadResult>
      """) {
    @Override
    Object made(ObjectStore store, Deadline deadline) throws InterruptedException {
      UploadRequest request = new UploadRequest("to", "k", "text/plain", Map.of("owner", "me"));
      return store.createUpload(request, deadline);
    }

    @Override
    Object value() {
      return new OpenUpload("to", "k", "abc");
    }
  },

  PUT_PART("200 OK", "ETag: \"abc\"\r\n", "") {
    @Override
    Object made(ObjectStore store, Deadline deadline) throws InterruptedException {
      Body hello = Body.of("hello".getBytes(US_ASCII));
      return store.putPart(new PartRequest(UPLOAD, 2, 5), hello, deadline);
    }

    @Override
    Object value() {
      return new PartWritten.Stored("abc");
    }
  },

  COPY_PART(
      "200 OK",
      "Content-Type: application/xml\r\n",
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <CopyPartResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">\
      <LastModified>2026-11-01T01:02:03.000Z</LastModified><ETag>"abc"</ETag></CopyPartResult>
      """) {
    @Override
    Object made(ObjectStore store, Deadline deadline) throws InterruptedException {
      ByteRange range = new ByteRange(10, 20);
      return store.copyPart(new PartCopyRequest(UPLOAD, 2, "from", "s", "source", range), deadline);
    }

    @Override
    Object value() {
      return new PartWritten.Stored("abc");
    }
  },

  /** Its answer begins with blanks, by which S3 says that it is still at work. */
  COMPLETE_UPLOAD(
      "200 OK",
      "Content-Type: application/xml\r\n",
      """
      <?xml version="1.0" encoding="UTF-8"?>
          \

      <CompleteMultipartUploadResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">\
      <Location>http://to/k</Location><Bucket>to</Bucket><Key>k</Key><ETag>"abc"</ETag>\
      </CompleteMultipartUploadResult>
      """) {
    @Override
    Object made(ObjectStore store, Deadline deadline) throws InterruptedException {
      List<Part> parts = List.of(new Part(1, "a"), new Part(2, "b"));
      Expect absent = new Expect.Absent();
      return store.completeUpload(new CompleteRequest(UPLOAD, parts, absent), deadline);
    }

    @Override
    Object value() {
      return new Completed.Stored("abc");
    }
  },

  ABORT_UPLOAD("204 No Content", "", "") {
    @Override
    byte[] answer() {
      return "HTTP/1.1 204 No Content\r\n\r\n".getBytes(US_ASCII);
    }

    @Override
    Object made(ObjectStore store, Deadline deadline) throws InterruptedException {
      store.abortUpload(UPLOAD, deadline);
      return "aborted";
    }

    @Override
    Object value() {
      return "aborted";
    }
  },

  LIST_PARTS(
      "200 OK",
      "Content-Type: application/xml\r\n",
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <ListPartsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Bucket>to</Bucket>\
      <Key>k</Key><UploadId>u/+=</UploadId><Initiator><ID>me</ID></Initiator>\
      <PartNumberMarker>0</PartNumberMarker><NextPartNumberMarker>7</NextPartNumberMarker>\
      <MaxParts>1000</MaxParts><IsTruncated>true</IsTruncated>\
      <Part><PartNumber>1</PartNumber><LastModified>2026-11-01T01:02:03.000Z</LastModified>\
      <ETag>"abc"</ETag><Size>5368709120</Size></Part>\
      <Part><PartNumber>7</PartNumber><LastModified>2026-11-01T01:02:04.000Z</LastModified>\
      <ETag>&quot;d&quot;</ETag><Size>1</Size></Part></ListPartsResult>
      """) {
    @Override
    Object made(ObjectStore store, Deadline deadline) throws InterruptedException {
      return store.listParts(PartsRequest.of(UPLOAD), deadline);
    }

    @Override
    Object value() {
      Instant then = Instant.parse("2026-11-01T01:02:03Z");
      return Optional.of(
          new PartPage(
              List.of(
                  new ListedPart(1, 5_368_709_120L, "abc", then),
                  new ListedPart(7, 1, "d", then.plusSeconds(1))),
              7));
    }
  },

  LIST_UPLOADS(
      "200 OK",
      "Content-Type: application/xml\r\n",
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <ListMultipartUploadsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">\
      <Bucket>to</Bucket><KeyMarker/><UploadIdMarker/><NextKeyMarker>a+b%2F1</NextKeyMarker>\
      <NextUploadIdMarker>abc</NextUploadIdMarker><Prefix/><EncodingType>url</EncodingType>\
      <MaxUploads>1000</MaxUploads><IsTruncated>true</IsTruncated>\
      <Upload><Key>a+b%2F1</Key><UploadId>abc</UploadId><Initiator><ID>me</ID></Initiator>\
      <StorageClass>STANDARD</StorageClass><Initiated>2026-11-01T01:02:03.000Z</Initiated>\
      </Upload></ListMultipartUploadsResult>
      """) {
    @Override
    Object made(ObjectStore store, Deadline deadline) throws InterruptedException {
      return store.listUploads(UploadsRequest.of("to", ""), deadline);
    }

    @Override
    Object value() {
      OpenUpload upload = new OpenUpload("to", "a b/1", "abc");
      Instant then = Instant.parse("2026-11-01T01:02:03Z");
      return new UploadPage(List.of(new ListedUpload(upload, then)), upload);
    }
  };

  static final OpenUpload UPLOAD = new OpenUpload("to", "k", "u/+=");

  /** Those that move bytes, or wait for a store that does: one try is given all of their time. */
  static final Set<PortCall> SLOW =
      EnumSet.of(COPY, PUT, GET, PUT_PART, COPY_PART, COMPLETE_UPLOAD);

  /** Those that say in a 200 that it was done, and by what ETag it is known. */
  static final Set<PortCall> WITH_ETAGS =
      EnumSet.of(COPY, PUT, PUT_PART, COPY_PART, COMPLETE_UPLOAD);

  private final String status;
  private final String headers;
  private final String body;

  PortCall(String status, String headers, String body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  abstract Object made(ObjectStore store, Deadline deadline)
      throws InterruptedException, IOException;

  /** What the port says of {@link #answer()}. */
  abstract Object value();

  final Ending ending(ObjectStore store, Deadline deadline) throws InterruptedException {
    return Ending.of(() -> made(store, deadline));
  }

  byte[] answer() {
    return RawServer.answer(status, headers, body);
  }

  /** The answer up to its body. */
  final String head() {
    String answer = new String(answer(), ISO_8859_1);
    return answer.substring(0, answer.indexOf("\r\n\r\n") + 4);
  }

  /** The same answer with another head, save its length, and another body. */
  final byte[] answer(String lengths, String body) {
    String head =
        head().replaceFirst("\r\n\r\n$", "\r\n").replaceFirst("Content-Length: \\d+\r\n", lengths);
    return (head + "\r\n" + body).getBytes(ISO_8859_1);
  }

  final String body() {
    return body;
  }

  /** The same document without what is in it; of a GET none. */
  final String empty() {
    int from = body.indexOf('<', Math.max(0, body.indexOf("?>")));
    return body.substring(from).split("[ >/]", 2)[0] + "/>";
  }

  /** Whether its answer brings bytes behind the head. */
  final boolean hasBody() {
    return !body.isEmpty();
  }

  /** Whether it asks by HEAD, so that even a refusal has no body. */
  final boolean asksByHead() {
    return this == BUCKET || this == HEAD;
  }
}
