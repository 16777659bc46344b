package io.longhaul.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.engine.RawServer;
import io.longhaul.engine.Wire;
import io.longhaul.s3.calls.BucketOwners;
import io.longhaul.time.Deadline;
import io.longhaul.time.SystemTime;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two adapters say the same to the server: line by line, header by header, body by body. */
public abstract class RequestsContract {
  /** What need not agree, and why. */
  protected static final Map<String, String> APART =
      Map.ofEntries(
          Map.entry("host", "each has a server of its own here"),
          Map.entry("authorization", "says when, and names the headers that need not agree"),
          Map.entry("x-amz-date", "says when"),
          Map.entry("user-agent", "says who"),
          Map.entry("amz-sdk-invocation-id", "the SDK's own, for its logs"),
          Map.entry("amz-sdk-request", "the SDK's own, for its retries"),
          Map.entry("x-amz-content-sha256", "the SDK leaves unsigned even what has no body"),
          Map.entry("x-amz-checksum-crc32c", "ours: what is small goes out with its checksum"),
          Map.entry("x-amz-sdk-checksum-algorithm", "the SDK's own, beside that header"),
          Map.entry(
              "prefix=", "the SDK says that there is none, which is what is meant without it"),
          Map.entry(
              "content-type: application/octet-stream",
              "the SDK's own, where we say none, and S3 takes it for binary/octet-stream"),
          Map.entry("accept", "the SDK's */*, which is what is meant without it"),
          Map.entry("connection", "HTTP/1.1 keeps connections"));

  private static final Expect ABSENT = new Expect.Absent();
  private static final Expect SEEN = new Expect.Etag("0123456789abcdef0123456789abcdef-2");
  private static final Expect ANYTHING = new Expect.Anything();

  protected abstract ObjectStore one(URI endpoint, BucketOwners owners);

  protected abstract ObjectStore other(URI endpoint, BucketOwners owners);

  /** Were it left out of one, that one would reach somebody else's bucket of the same name. */
  @Test
  void whose_a_bucket_must_be_is_said_in_every_request() throws IOException, InterruptedException {
    BucketOwners owners = bucket -> bucket.equals("to") ? "111122223333" : "444455556666";
    for (Opens opens : List.<Opens>of(this::one, this::other)) {
      for (PortCall call : PortCall.values()) {
        RawServer.Handler well =
            (n, head, out) -> {
              out.write(call.answer());
              return true;
            };
        try (RawServer server = new RawServer(well);
            ObjectStore store = opens.on(server.endpoint(), owners)) {
          assertThat(call.ending(store, soon())).isEqualTo(new Ending.Value(call.value()));
          assertThat(server.heads())
              .as("%s", call)
              .isNotEmpty()
              .allMatch(head -> head.contains("\r\nx-amz-expected-bucket-owner: 111122223333\r\n"))
              .allMatch(head ->
                  head.contains("\r\nx-amz-copy-source:")
                      == head.contains("\r\nx-amz-source-expected-bucket-owner: 444455556666\r\n"));
        }
      }
    }
  }

  private interface Opens {
    ObjectStore on(URI endpoint, BucketOwners owners);
  }

  @Test
  void both_say_the_same() throws InterruptedException, IOException {
    Map<String, List<String>> first = new TreeMap<>();
    Map<String, List<String>> second = new TreeMap<>();
    for (Map.Entry<String, Call> call : calls().entrySet()) {
      try (RawServer server = new RawServer(RequestsContract::answer);
          ObjectStore one = one(server.endpoint(), BucketOwners.ANYBODY)) {
        Ending.of(() -> call.getValue().of(one));
        first.put(call.getKey(), said(server));
      }
      try (RawServer server = new RawServer(RequestsContract::answer);
          ObjectStore other = other(server.endpoint(), BucketOwners.ANYBODY)) {
        Ending.of(() -> call.getValue().of(other));
        second.put(call.getKey(), said(server));
      }
    }
    assertThat(first.values()).allSatisfy(requests -> assertThat(requests).isNotEmpty());
    for (String call : first.keySet()) {
      assertThat(second.get(call)).as(call).isEqualTo(first.get(call));
    }
  }

  /** What most copies are: nothing but what is copied, from where, and under which conditions. */
  @Test
  void a_copy_of_an_object_of_the_usual_class_is_told_nothing_more()
      throws InterruptedException, IOException {
    try (RawServer server = new RawServer(RequestsContract::answer);
        ObjectStore one = one(server.endpoint(), BucketOwners.ANYBODY)) {
      CopyTerms usual = CopyTerms.of(new String("STANDARD".toCharArray()));
      CopyRequest copy = new CopyRequest("from", "s", "e", "to", "k", ABSENT, usual);
      Ending.of(() -> one.copy(copy, soon()));
      assertThat(said(server))
          .containsExactly(
              """
              PUT /to/k
              if-none-match: *
              x-amz-copy-source-if-match: "e"
              x-amz-copy-source: from/s
              """);
    }
  }

  @Test
  void what_is_put_under_a_lock_goes_out_with_a_checksum_that_is_named()
      throws InterruptedException, IOException {
    Lock hold = new Lock(null, null, true);
    Lock kept = new Lock("GOVERNANCE", Instant.parse("2044-01-02T03:04:05Z"), false);
    for (Opens opens : List.<Opens>of(this::one, this::other)) {
      for (Lock lock : List.of(hold, kept)) {
        try (RawServer server = new RawServer(RequestsContract::answer);
            ObjectStore store = opens.on(server.endpoint(), BucketOwners.ANYBODY)) {
          PutRequest put = new PutRequest("to", "k", 5, Traits.NONE.withLock(lock), ABSENT);
          Body hello = Body.of("hello".getBytes(US_ASCII));
          Ending.of(() -> store.put(put, hello, soon()));
          assertThat(server.requests())
              .singleElement()
              .satisfies(sent ->
                  assertThat(sent.head())
                      .containsIgnoringCase("\r\nx-amz-object-lock-")
                      .containsIgnoringCase("\r\nx-amz-sdk-checksum-algorithm: CRC32C\r\n"));
        }
      }
    }
  }

  private static boolean answer(int number, String head, Wire out) throws IOException {
    PortCall call =
        switch (head.substring(0, head.indexOf(' '))) {
          case "head" -> PortCall.DESCRIBE; // all that a HEAD is answered, whoever asks for it
          case "get" -> got(head);
          case "delete" -> PortCall.DELETE;
          case "post" -> posted(head);
          default -> put(head);
        };
    out.write(call.answer());
    return true;
  }

  private static PortCall got(String head) {
    if (head.contains("list-type=2")) return PortCall.LIST;
    if (head.contains("?versions") || head.contains("&versions")) return PortCall.LIST_VERSIONS;
    if (head.contains("?tagging")) return PortCall.TAGS;
    if (head.contains("?acl")) return PortCall.ACL;
    if (head.contains("\r\nrange: bytes=10-35")) return PortCall.GET_RANGE;
    if (head.contains("uploadid=")) return PortCall.LIST_PARTS;
    return head.contains("max-uploads=") ? PortCall.LIST_UPLOADS : PortCall.GET;
  }

  private static PortCall posted(String head) {
    if (head.contains("?delete")) return PortCall.DELETE_ALL;
    return head.contains("?uploads") ? PortCall.CREATE_UPLOAD : PortCall.COMPLETE_UPLOAD;
  }

  private static PortCall put(String head) {
    boolean copies = head.contains("x-amz-copy-source");
    if (head.contains("uploadid=")) return copies ? PortCall.COPY_PART : PortCall.PUT_PART;
    return copies ? PortCall.COPY : PortCall.PUT;
  }

  private static Map<String, Call> calls() {
    Map<String, Call> calls = new TreeMap<>();
    calls.put("bucket", store -> store.bucket("to", soon()));
    ListRequest all = ListRequest.of("to", "");
    calls.put("list all", store -> store.list(all, soon()));
    calls.put("list a few", store -> store.list(all.atMost(7), soon()));
    calls.put("list the next", store -> store.list(all.page("t+/= &t"), soon()));
    calls.put("list folders", store -> store.list(all.by("/"), soon()));
    for (OddKey odd : OddKey.values()) {
      String key = odd.key();
      ListRequest below = ListRequest.of("to", key).after(key + "/x").by(" /+\u00fc");
      calls.put("list at " + odd, store -> store.list(below, soon()));
      calls.put("head " + odd, store -> store.head("to", key, soon()));
      calls.put("describe " + odd, store -> store.describe("to", key, soon()));
      calls.put("get " + odd, store -> GotWhole.of(store.get("to", key, "e-1", soon())));
      calls.put("delete " + odd, store -> store.delete("to", key, ANYTHING, soon()));
      calls.put("put " + odd, store -> put(store, key, "hello", "a/b", Map.of(), ABSENT));
      calls.put(
          "copy " + odd,
          store -> store.copy(new CopyRequest("from", key, "e", "to", key, ABSENT), soon()));
    }
    for (Expect expect : List.of(ABSENT, SEEN, ANYTHING)) {
      Map<String, String> owner = Map.of("owner", "team a", "two", "a  b", "n-1_2.3", "=?%/\"'");
      calls.put("put " + expect, store -> put(store, "k", "hello", null, owner, expect));
      calls.put("put nothing " + expect, store -> put(store, "k", "", "a/b", Map.of(), expect));
      calls.put(
          "copy " + expect,
          store -> store.copy(new CopyRequest("from", "s", "e", "to", "k", expect), soon()));
    }
    traits(calls);
    uploads(calls);
    attributes(calls);
    for (PortCall call : PortCall.values()) {
      calls.put("as answered: " + call, store -> call.made(store, soon()));
    }
    calls.put("delete " + SEEN, store -> store.delete("to", "k", SEEN, soon()));
    return calls;
  }

  private static void attributes(Map<String, Call> calls) {
    for (OddKey odd : List.of(OddKey.URL_SYNTAX, OddKey.UMLAUT, OddKey.CONTROL)) {
      String key = odd.key();
      VersionMarker after = new VersionMarker(key, "v+/= &");
      VersionsRequest versions = VersionsRequest.of("to", key).page(after).atMost(7);
      calls.put("versions " + odd, store -> store.listVersions(versions, soon()));
      for (String version : new String[] {null, "v+/= &"}) {
        ObjectRef object = new ObjectRef("to", key, version);
        String of = odd + " " + version;
        calls.put("tags " + of, store -> store.tags(object, soon()));
        calls.put("no tags " + of, store -> store.putTags(object, Map.of(), soon()));
        calls.put("acl " + of, store -> store.acl(object, soon()));
        AclChange canned = new AclChange.Canned("bucket-owner-full-control");
        calls.put("put acl " + of, store -> store.putAcl(object, canned, soon()));
      }
    }
    Acl acl = new Acl("me", List.of(new Acl.Grant(new Acl.Email("a@b"), "WRITE_ACP")));
    ObjectRef object = ObjectRef.of("to", "k");
    calls.put("put grants", store -> store.putAcl(object, new AclChange.Same(acl), soon()));
    calls.put(
        "put tags",
        store -> store.putTags(object, new TreeMap<>(Map.of("a", "<&>'", "b", "")), soon()));
    calls.put(
        "versions behind a key",
        store ->
            store.listVersions(
                VersionsRequest.of("to", "").page(new VersionMarker("k", null)), soon()));
  }

  private static void traits(Map<String, Call> calls) {
    Encryption kms = Encryption.kms("arn:aws:kms:eu-west-1:1:key/a");
    Lock lock = new Lock("GOVERNANCE", Instant.parse("2030-01-02T03:04:05Z"), true);
    ContentHeaders content =
        new ContentHeaders(
            "text/html; charset=utf-8",
            "max-age=60, public",
            "attachment; filename=\"a b.html\"",
            "gzip",
            "de, en",
            "Thu, 01 Dec 2030 16:00:00 GMT");
    Map<String, String> tags = Map.of("team", "a & b", "k-1_2.3:/=+@", "", "\u00fc", "x y");
    Traits all = new Traits(content, Map.of("owner", "me"), "/else", "GLACIER_IR", tags, kms, lock);
    Traits typed = Traits.of("a/b", Map.of());
    Traits one = typed.withEncryption(Encryption.S3);
    for (Traits traits :
        List.of(
            typed.withAcl(new AclChange.Same(PortCall.GRANTED)),
            all,
            one,
            typed.withStorageClass("STANDARD_IA"))) {
      // under a lock a checksum goes along, which each sends in its own way
      PutRequest put = new PutRequest("to", "k", 5, traits.withLock(Lock.NONE), ABSENT);
      Body hello = Body.of("hello".getBytes(US_ASCII));
      calls.put("put with " + traits, store -> store.put(put, hello, soon()));
      UploadRequest begin = new UploadRequest("to", "k", traits);
      calls.put("begin with " + traits, store -> store.createUpload(begin, soon()));
    }
    for (CopyTerms terms :
        List.of(
            new CopyTerms("STANDARD_IA", "/else", kms, lock, true),
            CopyTerms.of("INTELLIGENT_TIERING"),
            CopyTerms.NONE.withAcl(AclChange.BUCKET_OWNER),
            CopyTerms.NONE.withAcl(new AclChange.Same(PortCall.GRANTED)),
            CopyTerms.of("STANDARD"))) {
      CopyRequest copy = new CopyRequest("from", "s", "e", "to", "k", ABSENT, terms);
      calls.put("copy with " + terms, store -> store.copy(copy, soon()));
    }
  }

  private static void uploads(Map<String, Call> calls) {
    for (OddKey odd : OddKey.values()) {
      String key = odd.key();
      OpenUpload upload = new OpenUpload("to", key, "u+/= &");
      UploadRequest begin = new UploadRequest("to", key, "a/b", Map.of("owner", "team a"));
      // the SDK could not read the answer, so it is not asked
      if (KeyForm.isXml(key))
        calls.put("create " + odd, store -> store.createUpload(begin, soon()));
      ByteRange range = new ByteRange(5L << 30, 5L << 30);
      PartCopyRequest copy = new PartCopyRequest(upload, 1, "from", key, "e", range);
      calls.put("copy part " + odd, store -> store.copyPart(copy, soon()));
      UploadsRequest uploads = UploadsRequest.of("to", key).page(upload).atMost(7);
      calls.put("uploads " + odd, store -> store.listUploads(uploads, soon()));
    }
    OpenUpload upload = new OpenUpload("to", "k", "u+/= &");
    for (Expect expect : List.of(ABSENT, SEEN, ANYTHING)) {
      List<Part> parts = List.of(new Part(1, "e1"), new Part(10_000, "e<&>'"));
      CompleteRequest complete = new CompleteRequest(upload, parts, expect);
      calls.put("complete " + expect, store -> store.completeUpload(complete, soon()));
    }
    List<Part> summed = List.of(new Part(1, "e1", "c1"), new Part(2, "e2", "c2"));
    for (ChecksumForm form :
        List.of(ChecksumForm.of("SHA256", false), ChecksumForm.of("CRC32", true))) {
      CompleteRequest complete = new CompleteRequest(upload, summed, ABSENT, form);
      calls.put("complete " + form, store -> store.completeUpload(complete, soon()));
    }
    PartRequest part = new PartRequest(upload, 10_000, 5);
    Body hello = Body.of("hello".getBytes(US_ASCII));
    calls.put("put part", store -> store.putPart(part, hello, soon()));
    calls.put(
        "abort",
        store -> {
          store.abortUpload(upload, soon());
          return "aborted";
        });
    PartsRequest parts = PartsRequest.of(upload);
    calls.put("parts", store -> store.listParts(parts, soon()));
    calls.put("some parts", store -> store.listParts(parts.page(3).atMost(7), soon()));
    calls.put("all uploads", store -> store.listUploads(UploadsRequest.of("to", ""), soon()));
  }

  private static Written put(
      ObjectStore store,
      String key,
      String body,
      @Nullable String type,
      Map<String, String> metadata,
      Expect expect)
      throws InterruptedException {
    byte[] bytes = body.getBytes(US_ASCII);
    return store.put(
        new PutRequest("to", key, bytes.length, type, metadata, expect), Body.of(bytes), soon());
  }

  private static List<String> said(RawServer server) {
    return server.requests().stream().map(RequestsContract::said).toList();
  }

  /** A request, its parameters and headers in order, without what need not agree. */
  private static String said(RawServer.Request request) {
    List<String> lines = new ArrayList<>(Arrays.asList(request.head().split("\r\n", -1)));
    String line = lines.removeFirst();
    String target = line.split(" ", -1)[1];
    int query = target.indexOf('?');
    Stream<String> asked =
        query < 0 ? Stream.empty() : Arrays.stream(target.substring(query + 1).split("&")).sorted();
    Stream<String> headers =
        lines.stream().filter(header -> !header.isEmpty()).map(RequestsContract::header).sorted();
    String path = query < 0 ? target : target.substring(0, query);
    return String.join(
        "\n",
        Stream.of(
                Stream.of(line.split(" ", -1)[0] + " " + path),
                asked.filter(asking -> !APART.containsKey(asking)).map(asking -> "? " + asking),
                headers.filter(header -> !header.isEmpty()),
                Stream.of(new String(request.body(), ISO_8859_1)))
            .flatMap(part -> part)
            .toList());
  }

  private static String header(String line) {
    String name = line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
    String value = line.substring(line.indexOf(':') + 1).strip();
    boolean none = name.equals("content-length") && value.equals("0");
    boolean apart = APART.containsKey(name) || APART.containsKey(name + ": " + value);
    return apart || none ? "" : name + ": " + value;
  }

  private static Deadline soon() {
    return Deadline.in(new SystemTime(), Duration.ofSeconds(20));
  }

  private interface Call {
    Object of(ObjectStore store) throws InterruptedException, IOException;
  }
}
