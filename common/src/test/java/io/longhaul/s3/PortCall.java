package io.longhaul.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.longhaul.engine.RawServer;
import io.longhaul.time.Deadline;
import io.longhaul.unit.FailureClass;
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
    public Object made(ObjectStore store, Deadline deadline) throws InterruptedException {
      return store.bucket("to", deadline);
    }

    @Override
    public Object value() {
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
    public Object made(ObjectStore store, Deadline deadline) throws InterruptedException {
      return store.list(ListRequest.of("to", ""), deadline);
    }

    @Override
    public Object value() {
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
    public Object made(ObjectStore store, Deadline deadline) throws InterruptedException {
      return store.head("to", "k", deadline);
    }

    @Override
    public Object value() {
      Instant then = Instant.parse("2026-11-01T01:02:03Z");
      return Optional.of(new ListedObject("k", 0, "abc", then));
    }
  },

  DESCRIBE(
      "200 OK",
      """
      ETag: "abc-2"\r
      Last-Modified: Sun, 01 Nov 2026 01:02:03 GMT\r
      Content-Type: text/html\r
      Cache-Control: max-age=60\r
      Content-Disposition: inline\r
      Content-Encoding: gzip\r
      Content-Language: de\r
      Expires: Thu, 01 Dec 2044 16:00:00 GMT\r
      x-amz-meta-owner: me\r
      x-amz-missing-meta: 1\r
      x-amz-website-redirect-location: /else\r
      x-amz-storage-class: GLACIER_IR\r
      x-amz-tagging-count: 3\r
      x-amz-server-side-encryption: aws:kms\r
      x-amz-server-side-encryption-aws-kms-key-id: arn:key\r
      x-amz-object-lock-mode: GOVERNANCE\r
      x-amz-object-lock-retain-until-date: 2030-01-02T03:04:05Z\r
      x-amz-object-lock-legal-hold: ON\r
      x-amz-checksum-crc64nvme: OOJZ0D8xKts=\r
      x-amz-checksum-type: FULL_OBJECT\r
      """,
      "") {
    @Override
    public Object made(ObjectStore store, Deadline deadline) throws InterruptedException {
      return store.describe("to", "k", deadline);
    }

    @Override
    public Object value() {
      Instant then = Instant.parse("2026-11-01T01:02:03Z");
      Instant until = Instant.parse("2030-01-02T03:04:05Z");
      String expires = "Thu, 01 Dec 2044 16:00:00 GMT";
      ContentHeaders content =
          new ContentHeaders("text/html", "max-age=60", "inline", "gzip", "de", expires);
      Traits traits =
          new Traits(
              content,
              Map.of("owner", "me"),
              "/else",
              "GLACIER_IR",
              Map.of(),
              Encryption.kms("arn:key"),
              new Lock("GOVERNANCE", until, true));
      ListedObject object =
          new ListedObject("k", 0, "abc-2", then, "GLACIER_IR", ChecksumForm.of("CRC64NVME", true));
      Checksum checksum = new Checksum("CRC64NVME", "OOJZ0D8xKts=", true);
      return Optional.of(new Described(object, traits, 3, 1, checksum));
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
    public Object made(ObjectStore store, Deadline deadline) throws InterruptedException {
      Expect absent = new Expect.Absent();
      return store.copy(new CopyRequest("from", "s", "source", "to", "k", absent), deadline);
    }

    @Override
    public Object value() {
      return new Written.Stored("abc");
    }
  },

  PUT("200 OK", "ETag: \"abc\"\r\n", "") {
    @Override
    public Object made(ObjectStore store, Deadline deadline) throws InterruptedException {
      Expect absent = new Expect.Absent();
      PutRequest put = new PutRequest("to", "k", 5, "text/plain", Map.of("owner", "me"), absent);
      return store.put(put, Body.of("hello".getBytes(US_ASCII)), deadline);
    }

    @Override
    public Object value() {
      return new Written.Stored("abc");
    }
  },

  GET(
      "200 OK",
      "ETag: \"abc\"\r\nContent-Type: text/x-longhaul\r\nx-amz-meta-owner: me\r\n",
      "hello, this is the object\n") {
    @Override
    public Object made(ObjectStore store, Deadline deadline)
        throws InterruptedException, IOException {
      return GotWhole.of(store.get("to", "k", "abc", deadline));
    }

    @Override
    public Object value() {
      String bytes = body();
      Traits traits = Traits.of("text/x-longhaul", Map.of("owner", "me"));
      return new GotWhole(bytes.length(), "abc", traits, 0, bytes);
    }
  },

  DELETE("204 No Content", "", "") {
    @Override
    public byte[] answer() {
      return "HTTP/1.1 204 No Content\r\n\r\n".getBytes(US_ASCII);
    }

    @Override
    public Object made(ObjectStore store, Deadline deadline) throws InterruptedException {
      return store.delete("to", "k", new Expect.Etag("abc"), deadline);
    }

    @Override
    public Object value() {
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
    public Object made(ObjectStore store, Deadline deadline) throws InterruptedException {
      UploadRequest request = new UploadRequest("to", "k", "text/plain", Map.of("owner", "me"));
      return store.createUpload(request, deadline);
    }

    @Override
    public Object value() {
      return new OpenUpload("to", "k", "abc");
    }
  },

  PUT_PART("200 OK", "ETag: \"abc\"\r\n", "") {
    @Override
    public Object made(ObjectStore store, Deadline deadline) throws InterruptedException {
      Body hello = Body.of("hello".getBytes(US_ASCII));
      return store.putPart(new PartRequest(UPLOAD, 2, 5), hello, deadline);
    }

    @Override
    public Object value() {
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
    public Object made(ObjectStore store, Deadline deadline) throws InterruptedException {
      ByteRange range = new ByteRange(10, 20);
      return store.copyPart(new PartCopyRequest(UPLOAD, 2, "from", "s", "source", range), deadline);
    }

    @Override
    public Object value() {
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
    public Object made(ObjectStore store, Deadline deadline) throws InterruptedException {
      List<Part> parts = List.of(new Part(1, "a"), new Part(2, "b"));
      Expect absent = new Expect.Absent();
      return store.completeUpload(new CompleteRequest(UPLOAD, parts, absent), deadline);
    }

    @Override
    public Object value() {
      return new Completed.Stored("abc");
    }
  },

  ABORT_UPLOAD("204 No Content", "", "") {
    @Override
    public byte[] answer() {
      return "HTTP/1.1 204 No Content\r\n\r\n".getBytes(US_ASCII);
    }

    @Override
    public Object made(ObjectStore store, Deadline deadline) throws InterruptedException {
      store.abortUpload(UPLOAD, deadline);
      return "aborted";
    }

    @Override
    public Object value() {
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
    public Object made(ObjectStore store, Deadline deadline) throws InterruptedException {
      return store.listParts(PartsRequest.of(UPLOAD), deadline);
    }

    @Override
    public Object value() {
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
    public Object made(ObjectStore store, Deadline deadline) throws InterruptedException {
      return store.listUploads(UploadsRequest.of("to", ""), deadline);
    }

    @Override
    public Object value() {
      OpenUpload upload = new OpenUpload("to", "a b/1", "abc");
      Instant then = Instant.parse("2026-11-01T01:02:03Z");
      return new UploadPage(List.of(new ListedUpload(upload, then)), upload);
    }
  },

  GET_RANGE(
      "206 Partial Content",
      "ETag: \"abc\"\r\nContent-Type: text/x-longhaul\r\nContent-Range: bytes 10-35/100\r\n",
      "hello, this is the object\n") {
    @Override
    public Object made(ObjectStore store, Deadline deadline)
        throws InterruptedException, IOException {
      return GotWhole.of(store.getRange("to", "k", "abc", new ByteRange(10, 26), deadline));
    }

    @Override
    public Object value() {
      Traits traits = Traits.of("text/x-longhaul", Map.of());
      return new GotWhole(26, "abc", traits, 0, body());
    }
  },

  DELETE_ALL(
      "200 OK",
      "Content-Type: application/xml\r\n",
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <DeleteResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Deleted><Key>a &amp; b</Key>\
      </Deleted><Error><Key>c</Key><Code>PreconditionFailed</Code><Message>no</Message></Error>\
      <Error><Key>d</Key><VersionId>v</VersionId><Code>AccessDenied</Code>\
      <Message>said</Message></Error></DeleteResult>
      """) {
    @Override
    public Object made(ObjectStore store, Deadline deadline) throws InterruptedException {
      return store.deleteAll(
          new DeleteRequest("to", List.of(DENIED, Doomed.of("a & b"), CHANGED)), deadline);
    }

    @Override
    public Object value() {
      return List.of(
          new Undeleted.Changed(CHANGED),
          new Undeleted.Failed(DENIED, FailureClass.DENIED, "AccessDenied", "said"));
    }
  },

  LIST_VERSIONS(
      "200 OK",
      "Content-Type: application/xml\r\n",
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <ListVersionsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>to</Name><Prefix/>\
      <KeyMarker/><VersionIdMarker/><NextKeyMarker>a+b%2F1</NextKeyMarker>\
      <NextVersionIdMarker>v1</NextVersionIdMarker><EncodingType>url</EncodingType>\
      <MaxKeys>1000</MaxKeys><IsTruncated>true</IsTruncated>\
      <DeleteMarker><Key>a+b%2F1</Key><VersionId>v2</VersionId><IsLatest>true</IsLatest>\
      <LastModified>2026-11-01T01:02:04.000Z</LastModified></DeleteMarker>\
      <Version><Key>a+b%2F1</Key><VersionId>v1</VersionId><IsLatest>false</IsLatest>\
      <LastModified>2026-11-01T01:02:03.000Z</LastModified><ETag>"abc"</ETag><Size>12</Size>\
      <StorageClass>STANDARD</StorageClass></Version></ListVersionsResult>
      """) {
    @Override
    public Object made(ObjectStore store, Deadline deadline) throws InterruptedException {
      return store.listVersions(VersionsRequest.of("to", ""), deadline);
    }

    @Override
    public Object value() {
      Instant then = Instant.parse("2026-11-01T01:02:03Z");
      ListedObject object = new ListedObject("a b/1", 12, "abc", then);
      return new VersionPage(
          List.of(
              new ListedVersion.Deleted("a b/1", "v2", true, then.plusSeconds(1)),
              new ListedVersion.Stored(object, "v1", false)),
          new VersionMarker("a b/1", "v1"));
    }
  },

  TAGS(
      "200 OK",
      "Content-Type: application/xml\r\n",
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <Tagging xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><TagSet><Tag><Key>a b</Key>\
      <Value>c&amp;d</Value></Tag><Tag><Key>e</Key><Value></Value></Tag></TagSet></Tagging>
      """) {
    @Override
    public Object made(ObjectStore store, Deadline deadline) throws InterruptedException {
      return store.tags(OBJECT, deadline);
    }

    @Override
    public Object value() {
      return Optional.of(Map.of("a b", "c&d", "e", ""));
    }
  },

  PUT_TAGS("200 OK", "", "") {
    @Override
    public Object made(ObjectStore store, Deadline deadline) throws InterruptedException {
      return store.putTags(OBJECT, Map.of("a b", "c&d"), deadline);
    }

    @Override
    public Object value() {
      return new Written.Stored("");
    }
  },

  ACL(
      "200 OK",
      "Content-Type: application/xml\r\n",
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <AccessControlPolicy xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Owner><ID>me</ID>\
      </Owner><AccessControlList><Grant><Grantee \
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"><ID>me</ID>\
      <DisplayName>I</DisplayName></Grantee><Permission>FULL_CONTROL</Permission></Grant>\
      <Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Group">\
      <URI>http://all</URI></Grantee><Permission>READ</Permission></Grant>\
      </AccessControlList></AccessControlPolicy>
      """) {
    @Override
    public Object made(ObjectStore store, Deadline deadline) throws InterruptedException {
      return store.acl(OBJECT, deadline);
    }

    @Override
    public Object value() {
      return Optional.of(GRANTED);
    }
  },

  PUT_ACL("200 OK", "", "") {
    @Override
    public Object made(ObjectStore store, Deadline deadline) throws InterruptedException {
      return store.putAcl(OBJECT, new AclChange.Same(GRANTED), deadline);
    }

    @Override
    public Object value() {
      return new Written.Stored("");
    }
  };

  static final ObjectRef OBJECT = ObjectRef.of("to", "k");
  static final Doomed CHANGED = new Doomed("c", null, new Expect.Etag("abc"));
  static final Doomed DENIED = new Doomed("d", "v", new Expect.Anything());
  static final Acl GRANTED =
      new Acl(
          "me",
          List.of(
              new Acl.Grant(new Acl.Account("me", "I"), "FULL_CONTROL"),
              new Acl.Grant(new Acl.Group("http://all"), "READ")));

  static final OpenUpload UPLOAD = new OpenUpload("to", "k", "u/+=");

  /** Those that move bytes, or wait for a store that does: one try is given all of their time. */
  static final Set<PortCall> SLOW =
      EnumSet.of(COPY, PUT, GET, GET_RANGE, PUT_PART, COPY_PART, COMPLETE_UPLOAD);

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

  public abstract Object made(ObjectStore store, Deadline deadline)
      throws InterruptedException, IOException;

  /** What the port says of {@link #answer()}. */
  public abstract Object value();

  public final Ending ending(ObjectStore store, Deadline deadline) throws InterruptedException {
    return Ending.of(() -> made(store, deadline));
  }

  public byte[] answer() {
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

  /** Whether it brings a stream of bytes, which are what they are, and no document. */
  final boolean streams() {
    return this == GET || this == GET_RANGE;
  }

  /** The same document without what is in it; of a stream there is none. */
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
    return this == BUCKET || this == HEAD || this == DESCRIBE;
  }
}
