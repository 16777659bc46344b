package io.longhaul.worker.simulation;

import io.longhaul.access.CredentialsRefused;
import io.longhaul.s3.Body;
import io.longhaul.s3.BucketInfo;
import io.longhaul.s3.ByteRange;
import io.longhaul.s3.CompleteRequest;
import io.longhaul.s3.Completed;
import io.longhaul.s3.CopyRequest;
import io.longhaul.s3.Described;
import io.longhaul.s3.Expect;
import io.longhaul.s3.FirstTry;
import io.longhaul.s3.Got;
import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.NarrowStore;
import io.longhaul.s3.ObjectRef;
import io.longhaul.s3.OpenUpload;
import io.longhaul.s3.PartCopyRequest;
import io.longhaul.s3.PartPage;
import io.longhaul.s3.PartRequest;
import io.longhaul.s3.PartWritten;
import io.longhaul.s3.PartsRequest;
import io.longhaul.s3.PutRequest;
import io.longhaul.s3.StoreException;
import io.longhaul.s3.UploadRequest;
import io.longhaul.s3.Written;
import io.longhaul.time.Deadline;
import io.longhaul.unit.FailureClass;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * S3 as one unit in one process reaches it: it refuses, loses answers, cuts bodies short, lists out
 * of order, and lets writes land long after their sender gave up, froze or died.
 */
final class FaultyStore implements NarrowStore {
  private final SimulatedProcess process;
  private final SimulatedS3 s3;
  private final Faults faults;
  private final UnitMemory memory;
  private final SessionWatch session;

  FaultyStore(
      SimulatedProcess process,
      SimulatedS3 s3,
      Faults faults,
      UnitMemory memory,
      SessionWatch session) {
    this.process = process;
    this.s3 = s3;
    this.faults = faults;
    this.memory = memory;
    this.session = session;
  }

  private interface Request<T> {
    T send() throws InterruptedException;
  }

  private <T> T ask(String what, Deadline deadline, Request<T> request)
      throws InterruptedException {
    begin(what, deadline);
    T answer = request.send();
    if (faults.storeFails()) throw unavailable(what, "Reset");
    faults.step(process);
    return answer;
  }

  private void begin(String what, Deadline deadline) throws InterruptedException {
    session.begins(deadline);
    faults.step(process);
    if (Thread.interrupted()) throw new InterruptedException();
    if (deadline.passed()) throw unavailable(what, "Timeout");
    if (faults.credentialsRefused()) throw new CredentialsRefused(what, new IOException("expired"));
    if (faults.storeFails()) throw unavailable(what, "SlowDown");
  }

  private static StoreException unavailable(String what, String code) {
    return new StoreException(FailureClass.UNAVAILABLE, code, what, new IOException(code));
  }

  /**
   * One write. A process may stand still with the request in its hand, past the end of its session.
   */
  private Written effect(String key, Deadline deadline, SimulatedS3.Effect effect)
      throws InterruptedException {
    String name = s3.name(key);
    long sent = s3.moment();
    memory.begun(name);
    try {
      begin("write " + key, deadline);
      faults.unitStep(process);
      if (faults.denied()) {
        throw new StoreException(FailureClass.DENIED, "AccessDenied", "write " + key, null);
      }
      if (faults.landsLate()) {
        Duration lateness = faults.lateness();
        s3.landLater(name, sent, lateness, session::over, effect);
        if (faults.rewritten()) s3.rewriteLater(name, faults.within(lateness));
        if (faults.coin()) process.sleep(deadline.remaining());
        throw unavailable("write " + key, "Timeout");
      }
      Written written = s3.land(name, sent, effect);
      if (faults.storeFails()) throw unavailable("write " + key, "Reset");
      faults.step(process);
      return written;
    } finally {
      memory.ended();
    }
  }

  @Override
  public Optional<BucketInfo> bucket(String name, Deadline deadline) throws InterruptedException {
    return ask("bucket " + name, deadline, () -> s3.store.bucket(name, s3.far()));
  }

  @Override
  public ListPage list(ListRequest request, Deadline deadline) throws InterruptedException {
    boolean source = request.bucket().equals(SimulatedS3.FROM);
    if (source) memory.check();
    ListPage page =
        ask(
            "list " + request,
            deadline,
            () ->
                s3.store.list(request.atMost(Math.min(request.maxKeys(), s3.pageSize)), s3.far()));
    // a question for one key is answered and forgotten
    if (source && request.maxKeys() > 1) memory.listed(page.objects());
    return page.objects().size() > 2 && faults.pageOutOfOrder() ? outOfOrder(page) : page;
  }

  /** A page whose order tells that it cannot be relied on: its last object is missing. */
  private static ListPage outOfOrder(ListPage page) {
    List<ListedObject> some = page.objects().subList(0, page.objects().size() - 1);
    return new ListPage(some.reversed(), page.prefixes(), page.next());
  }

  @Override
  public Optional<ListedObject> head(String bucket, String key, Deadline deadline)
      throws InterruptedException {
    return ask("head " + key, deadline, () -> s3.store.head(bucket, key, s3.far()));
  }

  @Override
  public Optional<Described> describe(String bucket, String key, Deadline deadline)
      throws InterruptedException {
    return ask("describe " + key, deadline, () -> s3.store.describe(bucket, key, s3.far()));
  }

  /** S3 reads the source when a copy begins, and writes the target when it ends. */
  @Override
  public Written copy(CopyRequest request, Deadline deadline) throws InterruptedException {
    if (faults.coin()) {
      return effect(request.key(), deadline, () -> s3.store.copy(request, s3.far()));
    }
    return switch (s3.store.get(
        request.sourceBucket(), request.sourceKey(), request.sourceEtag(), s3.far())) {
      case Got.Missing missing -> ask("copy", deadline, Written.Missing::new);
      case Got.Changed changed -> ask("copy", deadline, Written.Changed::new);
      case Got.Content content -> {
        byte[] bytes = bytes(content.stream());
        yield effect(
            request.key(),
            deadline,
            () -> store(bytes, request.bucket(), request.key(), request.expect()));
      }
    };
  }

  /** As often as not it would have to wait. */
  @Override
  public Optional<Runnable> begin(CopyRequest request, Deadline deadline, FirstTry heard) {
    if (faults.coin()) return Optional.empty();
    return Optional.of(process.start("answer", () -> tell(request, deadline, heard))::interrupt);
  }

  private void tell(CopyRequest request, Deadline deadline, FirstTry heard) {
    Written written;
    try {
      written = copy(request, deadline);
    } catch (StoreException | CredentialsRefused | InterruptedException e) {
      heard.again(Duration.ZERO);
      return;
    }
    heard.ended(written);
  }

  private Written store(byte[] bytes, String bucket, String key, Expect expect)
      throws InterruptedException {
    PutRequest put = new PutRequest(bucket, key, bytes.length, null, java.util.Map.of(), expect);
    return s3.store.put(put, Body.of(bytes), s3.far());
  }

  @Override
  public Written put(PutRequest request, Body body, Deadline deadline) throws InterruptedException {
    byte[] bytes = sent(body, request.key());
    return effect(request.key(), deadline, () -> s3.store.put(request, Body.of(bytes), s3.far()));
  }

  private static byte[] sent(Body body, String key) {
    try (InputStream stream = body.open()) {
      return bytes(stream);
    } catch (IOException e) {
      throw new StoreException(FailureClass.UNAVAILABLE, "BodyBroke", key, e);
    }
  }

  private static byte[] bytes(InputStream stream) {
    try {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new StoreException(FailureClass.UNAVAILABLE, "BodyBroke", "a body", e);
    }
  }

  @Override
  public Got get(String bucket, String key, String etag, Deadline deadline)
      throws InterruptedException {
    return cut(ask("get " + key, deadline, () -> s3.store.get(bucket, key, etag, s3.far())));
  }

  private Got cut(Got got) {
    if (!(got instanceof Got.Content content) || !faults.bodyCut()) return got;
    byte[] bytes = bytes(content.stream());
    return content.with(new ByteArrayInputStream(bytes, 0, bytes.length / 2), content.length());
  }

  @Override
  public Got getRange(String bucket, String key, String etag, ByteRange range, Deadline deadline)
      throws InterruptedException {
    return cut(
        ask("get " + key, deadline, () -> s3.store.getRange(bucket, key, etag, range, s3.far())));
  }

  @Override
  public OpenUpload createUpload(UploadRequest request, Deadline deadline)
      throws InterruptedException {
    return ask("begin " + request.key(), deadline, () -> s3.store.createUpload(request, s3.far()));
  }

  @Override
  public PartWritten copyPart(PartCopyRequest request, Deadline deadline)
      throws InterruptedException {
    return part(request.upload(), deadline, () -> s3.store.copyPart(request, s3.far()));
  }

  @Override
  public PartWritten putPart(PartRequest request, Body body, Deadline deadline)
      throws InterruptedException {
    byte[] bytes = sent(body, request.upload().key());
    return part(
        request.upload(), deadline, () -> s3.store.putPart(request, Body.of(bytes), s3.far()));
  }

  private PartWritten part(OpenUpload upload, Deadline deadline, SimulatedS3.Part part)
      throws InterruptedException {
    memory.begun(upload.key().substring(SimulatedS3.OUT.length()));
    try {
      begin("part of " + upload.key(), deadline);
      faults.unitStep(process);
      if (faults.denied()) {
        throw new StoreException(FailureClass.DENIED, "AccessDenied", "part", null);
      }
      if (faults.landsLate()) {
        s3.partLater(faults.lateness(), part);
        if (faults.coin()) process.sleep(deadline.remaining());
        throw unavailable("part of " + upload.key(), "Timeout");
      }
      PartWritten written = part.land();
      if (faults.storeFails()) throw unavailable("part of " + upload.key(), "Reset");
      faults.step(process);
      return written;
    } finally {
      memory.ended();
    }
  }

  @Override
  public Completed completeUpload(CompleteRequest request, Deadline deadline)
      throws InterruptedException {
    Written written =
        effect(
            request.upload().key(),
            deadline,
            () ->
                switch (s3.store.completeUpload(request, s3.far())) {
                  case Completed.Stored stored -> new Written.Stored(stored.etag());
                  case Completed.Changed changed -> new Written.Changed();
                  case Completed.NoUpload none -> new Written.Missing();
                });
    return switch (written) {
      case Written.Stored stored -> new Completed.Stored(stored.etag());
      case Written.Changed changed -> new Completed.Changed();
      case Written.Missing missing -> new Completed.NoUpload();
    };
  }

  @Override
  public void abortUpload(OpenUpload upload, Deadline deadline) throws InterruptedException {
    ask(
        "abort " + upload,
        deadline,
        () -> {
          s3.store.abortUpload(upload, s3.far());
          return upload;
        });
  }

  @Override
  public Optional<PartPage> listParts(PartsRequest request, Deadline deadline)
      throws InterruptedException {
    return ask(
        "parts of " + request.upload(), deadline, () -> s3.store.listParts(request, s3.far()));
  }

  @Override
  public Optional<Map<String, String>> tags(ObjectRef object, Deadline deadline)
      throws InterruptedException {
    return ask("tags " + object.key(), deadline, () -> s3.store.tags(object, s3.far()));
  }

  @Override
  public Written delete(String bucket, String key, Expect expect, Deadline deadline) {
    throw new UnsupportedOperationException("nothing deletes yet");
  }

  @Override
  public void close() {}
}
