package io.longhaul.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.commands.Longhaul;
import io.longhaul.commands.Longhaul.Ended;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.dynamodb.DynamoDbLocal;
import io.longhaul.s3.Body;
import io.longhaul.s3.ByteRange;
import io.longhaul.s3.CompleteRequest;
import io.longhaul.s3.Expect;
import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.OpenUpload;
import io.longhaul.s3.Part;
import io.longhaul.s3.PartCopyRequest;
import io.longhaul.s3.PartWritten;
import io.longhaul.s3.PutRequest;
import io.longhaul.s3.UploadRequest;
import io.longhaul.s3.Written;
import io.longhaul.s3.sdk.SdkEngine;
import io.longhaul.s3.vertx.VertxStores;
import io.longhaul.time.Deadline;
import io.longhaul.time.SystemTime;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The product's own processes, on an S3 server that is not Java and not ours. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
abstract class CopyOnServerContract {
  private static final int SMALL = 300;

  /** Above it, a copy goes in parts; the source is made of such parts, too. */
  private static final int PART = 256 << 20;

  private static final Expect ANYTHING = new Expect.Anything();

  @TempDir private Path folder;
  private Cloud cloud;
  private DynamoDbLocal dynamoDb;
  private Table table;
  private SdkEngine server;
  private ObjectStore store;
  private String source;
  private String target;

  /** The server; skips the test where it is not built. */
  abstract SdkEngine server();

  /** Endpoint and keys of who may do everything. */
  abstract Map<String, String> root();

  /** The same of somebody who may not read what lies in the source below {@code secret/}. */
  abstract Map<String, String> reader(SdkEngine server, String source, String target)
      throws Exception;

  @BeforeEach
  void start() throws Exception {
    server = server();
    store = VertxStores.on(server.place());
    source = server.newBucket();
    target = server.newBucket();
    cloud = Cloud.up(folder);
    dynamoDb = new DynamoDbLocal();
    table = dynamoDb.makeTable("longhaul-" + Cloud.STACK);
    Files.writeString(
        folder.resolve("job.yaml"),
        "kind: s3-copy%nsource: s3://%s/%ntarget: s3://%s/%n".formatted(source, target));
  }

  @AfterEach
  void stop() throws Exception {
    if (store != null) store.close();
    if (table != null) table.close();
    if (dynamoDb != null) dynamoDb.close();
    if (cloud != null) cloud.close();
  }

  private Longhaul longhaul(Map<String, String> identity) {
    Map<String, String> environment = new HashMap<>(cloud.endpoints());
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString());
    environment.putAll(identity);
    return new Longhaul(folder, environment);
  }

  @Test
  void small_objects_and_a_large_one_are_copied_and_verified() throws Exception {
    for (int i = 0; i < SMALL; i++) write("%02X/ünï + %d%%.txt".formatted(i % 16, i), "text " + i);
    writeLarge("large.bin");
    Map<String, String> objects = listed(source);
    assertThat(objects).hasSize(SMALL + 1);
    Longhaul longhaul = longhaul(root());

    Ended copied = longhaul.run("run", "job.yaml", "--name", "copied");
    assertThat(copied.exit()).as(copied.out() + copied.err()).isZero();
    assertThat(copied.out())
        .contains("run copied: complete")
        .contains("301 listed = 301 copied")
        .contains("CopyObject If-None-Match");
    // Its parts are those of the source, and so is its ETag: of bytes, not of a size.
    assertThat(listed(target)).isEqualTo(objects);
    Ended verify = longhaul.run("verify", "copied");
    assertThat(verify.exit()).as(verify.err()).isZero();
    Ended worked = longhaul.run("worker", "--until", "copied-verify");
    assertThat(worked.exit()).as(worked.err()).isZero();
    Ended report = longhaul.run("report", "copied-verify", "--out", "report");
    assertThat(report.exit()).as(report.out() + report.err()).isZero();
    assertThat(report.out())
        .contains("complete")
        .contains("301 listed = 301 equal")
        .contains("equal: 301 by ETag, 0 by size alone");
  }

  @Test
  void what_the_copy_may_not_read_dies_as_denied_and_the_rest_is_copied() throws Exception {
    for (int i = 0; i < 20; i++) write("open/%d".formatted(i), "text " + i);
    for (int i = 0; i < 5; i++) write("secret/%d".formatted(i), "text " + i);
    Longhaul longhaul = longhaul(reader(server, source, target));

    Ended copied = longhaul.run("run", "job.yaml", "--name", "copied");
    assertThat(copied.exit()).as(copied.out() + copied.err()).isEqualTo(3);
    assertThat(copied.out()).contains("25 listed = 20 copied + 5 dead");
    Ended dead = longhaul.run("dead", "copied");
    assertThat(dead.out()).contains("denied: 1 unit", "s3:GetObject").contains("secret/");
    assertThat(listed(target).keySet()).hasSize(20).allMatch(key -> key.startsWith("open/"));
  }

  private void write(String key, String text) throws InterruptedException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    PutRequest put = new PutRequest(source, key, bytes.length, "text/plain", Map.of(), ANYTHING);
    store.put(put, Body.of(bytes), soon());
  }

  /** A quarter of it is sent, and put together four times, and a little more. */
  private void writeLarge(String key) throws InterruptedException {
    byte[] bytes = new byte[PART];
    new Random(29).nextBytes(bytes);
    PutRequest put = new PutRequest(target, "quarter", PART, null, Map.of(), ANYTHING);
    if (!(store.put(put, Body.of(bytes), soon()) instanceof Written.Stored quarter)) {
      throw new AssertionError("the quarter");
    }
    OpenUpload upload = store.createUpload(new UploadRequest(source, key, null, Map.of()), soon());
    List<Part> parts = new ArrayList<>();
    for (int number = 1; number <= 5; number++) {
      ByteRange range = new ByteRange(0, number < 5 ? PART : 1_000);
      PartCopyRequest copy =
          new PartCopyRequest(upload, number, target, "quarter", quarter.etag(), range);
      if (!(store.copyPart(copy, soon()) instanceof PartWritten.Stored part)) {
        throw new AssertionError("part " + number);
      }
      parts.add(new Part(number, part.etag()));
    }
    store.completeUpload(new CompleteRequest(upload, parts, ANYTHING), soon());
    store.delete(target, "quarter", ANYTHING, soon());
  }

  /** ETags by key. */
  private Map<String, String> listed(String bucket) throws InterruptedException {
    Map<String, String> etags = new TreeMap<>();
    ListRequest request = ListRequest.of(bucket, "");
    ListPage page = store.list(request, soon());
    while (true) {
      for (ListedObject object : page.objects()) etags.put(object.key(), object.etag());
      if (page.next() == null) return etags;
      page = store.list(request.page(page.next()), soon());
    }
  }

  private static Deadline soon() {
    return Deadline.in(new SystemTime(), Duration.ofMinutes(2));
  }
}
