package io.longhaul.s3;

import io.longhaul.s3.StoreCall.Op;
import io.longhaul.s3.calls.CustomerKeys;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import io.longhaul.unit.FailureClass;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An S3 in memory: its rules to the letter, its failures as a test chooses them, nothing by chance.
 *
 * <p>No lock is held while anything waits, and all waiting goes through {@link Time}.
 */
public class InMemoryObjectStore implements ObjectStore {
  private final Map<String, InMemoryBucket> buckets;
  private final Time time;
  private final InMemoryCalls calls;
  private final boolean wholeSeconds;
  private final CustomerKeys keys;
  private volatile long smallestPart = 5L << 20;
  private volatile StoreFaults faults = StoreFaults.none();

  public InMemoryObjectStore(Time time) {
    this(time, true);
  }

  /**
   * @param wholeSeconds whether times are cut to the second, as S3's LastModified is
   */
  public InMemoryObjectStore(Time time, boolean wholeSeconds) {
    this.time = time;
    this.calls = new InMemoryCalls(time);
    this.wholeSeconds = wholeSeconds;
    this.keys = CustomerKeys.NONE;
    this.buckets = new ConcurrentHashMap<>();
  }

  private InMemoryObjectStore(InMemoryObjectStore other, CustomerKeys keys) {
    this.time = other.time;
    this.calls = other.calls;
    this.wholeSeconds = other.wholeSeconds;
    this.keys = keys;
    this.buckets = other.buckets;
    this.smallestPart = other.smallestPart;
  }

  /** The same buckets, asked by who knows these keys; it fails by itself. */
  public InMemoryObjectStore keyed(CustomerKeys known) {
    return new InMemoryObjectStore(this, known);
  }

  // The test's own hand: at once, without faults and without conditions.

  public void createBucket(String name) {
    buckets.put(name, new InMemoryBucket("us-east-1"));
  }

  /** Writes or rewrites an object behind everybody's back. */
  public String write(String bucket, String key, byte[] bytes) {
    // the type that clients say who know of none
    String type = "application/octet-stream";
    StoredObject object =
        StoredObject.of(key, bytes.clone(), modified(), Traits.of(type, Map.of()));
    existing(bucket).store(object, new Expect.Anything());
    return object.etag();
  }

  public void remove(String bucket, String key) {
    existing(bucket).remove(key, new Expect.Anything());
  }

  public Optional<StoredObject> look(String bucket, String key) {
    return existing(bucket).find(key);
  }

  /** All objects in byte order. */
  public List<StoredObject> all(String bucket) {
    return existing(bucket).all();
  }

  /** Lets parts that are not the last be as small as a test wants them. */
  public void smallestPart(long bytes) {
    smallestPart = bytes;
  }

  /** The uploads that are open. */
  public List<OpenUpload> uploads(String bucket) {
    UploadPage all = existing(bucket).uploads.list(UploadsRequest.of(bucket, ""));
    return all.uploads().stream().map(ListedUpload::upload).toList();
  }

  public void breakWith(StoreFaults faults) {
    this.faults = faults;
  }

  /** Lets the requests land that were held back, in the order in which they were sent. */
  public int landHeld() {
    return calls.landHeld();
  }

  // The port.

  @Override
  public Optional<BucketInfo> bucket(String name, Deadline deadline) throws InterruptedException {
    return call(
        new StoreCall(Op.BUCKET, name, ""),
        deadline,
        () -> Optional.ofNullable(buckets.get(name)).map(b -> new BucketInfo(name, b.region)));
  }

  @Override
  public ListPage list(ListRequest request, Deadline deadline) throws InterruptedException {
    return call(
        new StoreCall(Op.LIST, request.bucket(), request.prefix()),
        deadline,
        () -> existing(request.bucket()).list(request));
  }

  @Override
  public Optional<ListedObject> head(String bucket, String key, Deadline deadline)
      throws InterruptedException {
    KeyForm.check(bucket, key);
    return call(
        new StoreCall(Op.HEAD, bucket, key),
        deadline,
        // the answer to a HEAD has no body that could tell a bucket from an object
        () ->
            Optional.ofNullable(buckets.get(bucket))
                .flatMap(there -> readable(bucket, there.find(key)))
                .map(StoredObject::listed)
                .map(object -> object.with((ChecksumForm) null))); // it is not asked for
  }

  @Override
  public Optional<Described> describe(String bucket, String key, Deadline deadline)
      throws InterruptedException {
    KeyForm.check(bucket, key);
    return call(
        new StoreCall(Op.DESCRIBE, bucket, key),
        deadline,
        () -> {
          InMemoryBucket there = buckets.get(bucket);
          if (there == null || readable(bucket, there.find(key)).isEmpty()) return Optional.empty();
          return there.describe(key);
        });
  }

  @Override
  public Written copy(CopyRequest request, Deadline deadline) throws InterruptedException {
    KeyForm.check(request.sourceBucket(), request.sourceKey());
    KeyForm.check(request.bucket(), request.key());
    return call(
        new StoreCall(Op.COPY, request.bucket(), request.key()), deadline, () -> copyNow(request));
  }

  private Written copyNow(CopyRequest request) {
    InMemoryBucket target = existing(request.bucket());
    Optional<StoredObject> source = found(request.sourceBucket(), request.sourceKey());
    if (source.isEmpty()) return new Written.Missing();
    StoredObject found = source.get();
    if (!found.etag().equals(request.sourceEtag())) return new Written.Changed();
    Map<String, String> tags =
        request.terms().withoutTags()
            ? Map.of()
            : existing(request.sourceBucket()).tags(request.sourceKey()).orElse(Map.of());
    Traits traits = copied(found.traits(), request.terms()).withTags(tags);
    return target.store(
        StoredObject.of(request.key(), found.bytes(), modified(), traits, copied(found.checksum()))
            .under(keys.writing(request.bucket(), request.key())),
        request.expect());
  }

  /** A copy is in one piece: S3 works out of all of it what it had of its parts. */
  private static @Nullable ChecksumForm copied(@Nullable ChecksumForm source) {
    return source == null ? null : ChecksumForm.of(source.algorithm(), true);
  }

  /** What is not said to a copy, it has not. */
  private static Traits copied(Traits source, CopyTerms terms) {
    return source
        .withStorageClass(terms.storageClass())
        .withRedirect(terms.redirect())
        .withEncryption(terms.encryption())
        .withLock(terms.lock())
        .withAcl(terms.acl());
  }

  @Override
  public Written put(PutRequest request, Body body, Deadline deadline) throws InterruptedException {
    KeyForm.check(request.bucket(), request.key());
    byte[] bytes = InMemoryBodies.read(request.key(), request.length(), body);
    return call(
        new StoreCall(Op.PUT, request.bucket(), request.key()),
        deadline,
        () ->
            existing(request.bucket())
                .store(
                    StoredObject.of(
                            request.key(), bytes, modified(), request.traits(), request.checksum())
                        .under(keys.writing(request.bucket(), request.key())),
                    request.expect()));
  }

  @Override
  public Got get(String bucket, String key, String etag, Deadline deadline)
      throws InterruptedException {
    KeyForm.check(bucket, key);
    StoreCall call = new StoreCall(Op.GET, bucket, key);
    StoreFault fault = faults.of(call);
    return cut(fault, call(call, fault, deadline, () -> getNow(bucket, key, etag)));
  }

  private static Got cut(StoreFault fault, Got got) {
    if (fault instanceof StoreFault.CutAfter cut && got instanceof Got.Content content) {
      InputStream stream = InMemoryBodies.cut(content.stream(), cut.bytes());
      return content.with(stream, content.length());
    }
    return got;
  }

  private Got getNow(String bucket, String key, String etag) {
    Optional<StoredObject> found = found(bucket, key);
    if (found.isEmpty()) return new Got.Missing();
    StoredObject object = found.get();
    if (!object.etag().equals(etag)) return new Got.Changed();
    return new Got.Content(
        new ByteArrayInputStream(object.bytes()),
        object.bytes().length,
        object.etag(),
        object.traits().withTags(Map.of()).withAcl(null),
        existing(bucket).tags(key).orElse(Map.of()).size(),
        0,
        object.checksum());
  }

  @Override
  public Written delete(String bucket, String key, Expect expect, Deadline deadline)
      throws InterruptedException {
    KeyForm.check(bucket, key);
    if (expect instanceof Expect.Absent) {
      throw new IllegalArgumentException("delete: nothing to delete is nothing to expect");
    }
    return call(
        new StoreCall(Op.DELETE, bucket, key),
        deadline,
        () -> existing(bucket).remove(key, expect));
  }

  @Override
  public OpenUpload createUpload(UploadRequest request, Deadline deadline)
      throws InterruptedException {
    KeyForm.check(request.bucket(), request.key());
    return call(
        new StoreCall(Op.CREATE_UPLOAD, request.bucket(), request.key()),
        deadline,
        () ->
            existing(request.bucket())
                .uploads
                .create(request, modified(), keys.writing(request.bucket(), request.key())));
  }

  @Override
  public PartWritten putPart(PartRequest request, Body body, Deadline deadline)
      throws InterruptedException {
    OpenUpload upload = request.upload();
    byte[] bytes = InMemoryBodies.read(upload.key(), request.length(), body);
    return call(
        about(Op.PUT_PART, upload),
        deadline,
        () -> uploadsOf(upload).put(upload, request.number(), part(upload, bytes)));
  }

  @Override
  public PartWritten copyPart(PartCopyRequest request, Deadline deadline)
      throws InterruptedException {
    KeyForm.check(request.sourceBucket(), request.sourceKey());
    return call(about(Op.COPY_PART, request.upload()), deadline, () -> copyPartNow(request));
  }

  private PartWritten copyPartNow(PartCopyRequest request) {
    OpenUpload upload = request.upload();
    if (!uploadsOf(upload).isThere(upload)) return new PartWritten.NoUpload();
    Optional<StoredObject> source = found(request.sourceBucket(), request.sourceKey());
    if (source.isEmpty()) return new PartWritten.Missing();
    StoredObject found = source.get();
    if (!found.etag().equals(request.sourceEtag())) return new PartWritten.Changed();
    ByteRange range = request.range();
    if (range.last() >= found.bytes().length) {
      throw failure(FailureClass.REFUSED, "InvalidArgument", found.key() + ": " + range);
    }
    byte[] bytes = Arrays.copyOfRange(found.bytes(), (int) range.first(), (int) range.last() + 1);
    return uploadsOf(upload).put(upload, request.number(), part(upload, bytes));
  }

  @Override
  public Completed completeUpload(CompleteRequest request, Deadline deadline)
      throws InterruptedException {
    OpenUpload upload = request.upload();
    return call(
        about(Op.COMPLETE_UPLOAD, upload),
        deadline,
        () ->
            uploadsOf(upload)
                .complete(request, smallestPart, modified(), existing(upload.bucket())::store));
  }

  @Override
  public void abortUpload(OpenUpload upload, Deadline deadline) throws InterruptedException {
    call(
        about(Op.ABORT_UPLOAD, upload),
        deadline,
        () -> {
          uploadsOf(upload).abort(upload);
          return upload;
        });
  }

  @Override
  public Optional<PartPage> listParts(PartsRequest request, Deadline deadline)
      throws InterruptedException {
    OpenUpload upload = request.upload();
    return call(about(Op.LIST_PARTS, upload), deadline, () -> uploadsOf(upload).parts(request));
  }

  @Override
  public UploadPage listUploads(UploadsRequest request, Deadline deadline)
      throws InterruptedException {
    return call(
        new StoreCall(Op.LIST_UPLOADS, request.bucket(), request.prefix()),
        deadline,
        () -> existing(request.bucket()).uploads.list(request));
  }

  private StoredObject part(OpenUpload upload, byte[] bytes) {
    return StoredObject.of(upload.key(), bytes, modified(), Traits.NONE)
        .under(keys.writing(upload.bucket(), upload.key()));
  }

  private Optional<StoredObject> found(String bucket, String key) {
    return readable(bucket, existing(bucket).find(key));
  }

  /** What is under a key is read by that alone; all else without one, whoever knows some. */
  private Optional<StoredObject> readable(String bucket, Optional<StoredObject> object) {
    if (object.isEmpty() || object.get().customerKey() == null) return object;
    CustomerKey known = keys.reading(bucket, object.get().key());
    if (known == null) {
      throw failure(
          FailureClass.REFUSED, "InvalidRequest", object.get().key() + ": it is under a key");
    }
    if (!known.equals(object.get().customerKey())) {
      throw failure(FailureClass.DENIED, "AccessDenied", object.get().key() + ": another key");
    }
    return object;
  }

  private static StoreCall about(Op op, OpenUpload upload) {
    return new StoreCall(op, upload.bucket(), upload.key());
  }

  private InMemoryUploads uploadsOf(OpenUpload upload) {
    return existing(upload.bucket()).uploads;
  }

  @Override
  public Got getRange(String bucket, String key, String etag, ByteRange range, Deadline deadline)
      throws InterruptedException {
    KeyForm.check(bucket, key);
    StoreCall call = new StoreCall(Op.GET_RANGE, bucket, key);
    StoreFault fault = faults.of(call);
    return cut(fault, call(call, fault, deadline, () -> some(getNow(bucket, key, etag), range)));
  }

  private static Got some(Got got, ByteRange range) throws IOException {
    if (!(got instanceof Got.Content all)) return got;
    if (range.last() >= all.length()) {
      throw failure(FailureClass.REFUSED, "InvalidRange", range.header());
    }
    byte[] bytes = all.stream().readAllBytes();
    int from = (int) range.first();
    byte[] some = Arrays.copyOfRange(bytes, from, from + (int) range.length());
    InputStream stream = new ByteArrayInputStream(some);
    return new Got.Content(
        stream, some.length, all.etag(), all.traits(), all.tags(), all.unspoken(), null);
  }

  @Override
  public List<Undeleted> deleteAll(DeleteRequest request, Deadline deadline)
      throws InterruptedException {
    for (Doomed each : request.objects()) {
      KeyForm.check(request.bucket(), each.key());
      noOther(each.version());
    }
    return call(
        new StoreCall(Op.DELETE_ALL, request.bucket(), request.objects().getFirst().key()),
        deadline,
        () -> {
          InMemoryBucket bucket = existing(request.bucket());
          List<Undeleted> undeleted = new ArrayList<>();
          for (Doomed each : request.objects()) {
            Written deleted = bucket.remove(each.key(), each.expect());
            if (deleted instanceof Written.Changed) undeleted.add(new Undeleted.Changed(each));
          }
          return undeleted;
        });
  }

  @Override
  public VersionPage listVersions(VersionsRequest request, Deadline deadline)
      throws InterruptedException {
    return call(
        new StoreCall(Op.LIST_VERSIONS, request.bucket(), request.prefix()),
        deadline,
        () -> existing(request.bucket()).versions(request));
  }

  @Override
  public boolean tellsTags() {
    return true;
  }

  @Override
  public Optional<Map<String, String>> tags(ObjectRef object, Deadline deadline)
      throws InterruptedException {
    return call(
        about(Op.TAGS, object), deadline, () -> existing(object.bucket()).tags(object.key()));
  }

  @Override
  public Written putTags(ObjectRef object, Map<String, String> tags, Deadline deadline)
      throws InterruptedException {
    return call(
        about(Op.PUT_TAGS, object),
        deadline,
        () -> existing(object.bucket()).putTags(object.key(), tags));
  }

  @Override
  public Optional<Acl> acl(ObjectRef object, Deadline deadline) throws InterruptedException {
    return call(about(Op.ACL, object), deadline, () -> existing(object.bucket()).acl(object.key()));
  }

  @Override
  public Written putAcl(ObjectRef object, AclChange change, Deadline deadline)
      throws InterruptedException {
    return call(
        about(Op.PUT_ACL, object),
        deadline,
        () -> existing(object.bucket()).putAcl(object.key(), change));
  }

  private static StoreCall about(Op op, ObjectRef object) {
    KeyForm.check(object.bucket(), object.key());
    noOther(object.version());
    return new StoreCall(op, object.bucket(), object.key());
  }

  /** A test that named another would be told of the one that is there. */
  private static void noOther(@Nullable String version) {
    if (version == null || version.equals("null")) return;
    throw new UnsupportedOperationException("version " + version + ": there is none but 'null'");
  }

  @Override
  public void close() {}

  private <T> T call(StoreCall call, Deadline deadline, Callable<T> effect)
      throws InterruptedException {
    return call(call, faults.of(call), deadline, effect);
  }

  private <T> T call(StoreCall call, StoreFault fault, Deadline deadline, Callable<T> effect)
      throws InterruptedException {
    return calls.call(call, fault, deadline, effect);
  }

  /** A failure as an adapter would report it. */
  public static StoreException failure(FailureClass failure, String code, String message) {
    return new StoreException(failure, code, message, new IOException(code));
  }

  private InMemoryBucket existing(String name) {
    InMemoryBucket bucket = buckets.get(name);
    if (bucket == null) {
      throw failure(FailureClass.REFUSED, "NoSuchBucket", "bucket " + name + ": there is none");
    }
    return bucket;
  }

  private Instant modified() {
    return wholeSeconds ? time.now().truncatedTo(ChronoUnit.SECONDS) : time.now();
  }
}
