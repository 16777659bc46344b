package io.longhaul.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.s3.Trait.Way;
import io.longhaul.s3.calls.CustomerKeys;
import io.longhaul.unit.FailureClass;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Objects under keys of customers' own, which the store does not keep. */
public abstract class CustomerKeysContract extends FidelityContract {
  private static final CustomerKey ONE = customerKey('1');
  private static final CustomerKey OTHER = customerKey('2');

  /** More than goes out in one piece. */
  private static final String TEXT = "0123456789".repeat(10_000);

  /** One key below {@code one/}, another below {@code other/}, and else none. */
  private static final CustomerKeys BY_PLACE =
      (bucket, key) -> key.startsWith("one/") ? ONE : key.startsWith("other/") ? OTHER : null;

  private static final CustomerKeys EXCHANGED =
      (bucket, key) -> key.startsWith("one/") ? OTHER : key.startsWith("other/") ? ONE : null;

  private static CustomerKey customerKey(char c) {
    byte[] bits = String.valueOf(c).repeat(32).getBytes(UTF_8);
    return CustomerKey.of(Base64.getEncoder().encodeToString(bits));
  }

  @Test
  void an_object_under_a_customers_key_is_read_by_that_alone()
      throws InterruptedException, IOException {
    if (lacks(StoreLack.CUSTOMER_KEYS)) return;
    ObjectStore keyed = keyed(BY_PLACE);
    ObjectStore exchanged = keyed(EXCHANGED);
    String etag = put(keyed, "one/k", TEXT);

    assertThat(keyed.head(bucket, "one/k", soon()).orElseThrow().etag()).isEqualTo(etag);
    Described described = keyed.describe(bucket, "one/k", soon()).orElseThrow();
    assertThat(described.traits().encryption()).isEqualTo(Encryption.CUSTOMERS);
    assertThat(read(keyed, "one/k", etag)).isEqualTo(TEXT);
    ByteRange some = new ByteRange(5, 10);
    assertThat(text(keyed.getRange(bucket, "one/k", etag, some, soon()))).isEqualTo("5678901234");

    for (Call call : reads(store, "one/k", etag)) {
      assertThat(refusal(call).failure()).isEqualTo(FailureClass.REFUSED);
    }
    for (Call call : reads(exchanged, "one/k", etag)) {
      assertThat(refusal(call).failure()).isEqualTo(FailureClass.DENIED);
    }
  }

  private List<Call> reads(ObjectStore by, String key, String etag) {
    return List.of(
        () -> by.head(bucket, key, soon()),
        () -> by.describe(bucket, key, soon()),
        () -> by.get(bucket, key, etag, soon()),
        () -> by.getRange(bucket, key, etag, new ByteRange(0, 5), soon()),
        () -> by.copy(new CopyRequest(bucket, key, etag, bucket, "to", ANYTHING), soon()),
        () -> {
          OpenUpload upload = by.createUpload(new UploadRequest(bucket, "to", Traits.NONE), soon());
          ByteRange all = new ByteRange(0, TEXT.length());
          by.copyPart(new PartCopyRequest(upload, 1, bucket, key, etag, all), soon());
        });
  }

  @Test
  void each_way_leads_from_under_one_key_to_under_another()
      throws InterruptedException, IOException {
    if (lacks(StoreLack.CUSTOMER_KEYS)) return;
    ObjectStore keyed = keyed(BY_PLACE);
    String etag = put(keyed, "one/k", TEXT);
    for (String below : List.of("other/", "one/copy/", "plain/")) {
      for (Way way : Way.values()) {
        String to = below + way.name().toLowerCase(Locale.ROOT);
        String there = brought(keyed, way, "one/k", etag, to);
        assertThat(read(keyed, to, there)).as(to).isEqualTo(TEXT);
        Encryption is = keyed.describe(bucket, to, soon()).orElseThrow().traits().encryption();
        assertThat(Encryption.CUSTOMERS.equals(is)).as(to).isNotEqualTo(below.equals("plain/"));
        if (!below.equals("plain/")) {
          assertThat(refusal(() -> store.head(bucket, to, soon())).failure())
              .as(to)
              .isEqualTo(FailureClass.REFUSED);
        }
      }
    }
  }

  @Test
  void an_object_among_them_that_is_under_no_key_is_read_without()
      throws InterruptedException, IOException {
    if (lacks(StoreLack.CUSTOMER_KEYS)) return;
    ObjectStore keyed = keyed(BY_PLACE);
    engine.write(bucket, "one/plain", TEXT.getBytes(UTF_8));

    String etag = keyed.head(bucket, "one/plain", soon()).orElseThrow().etag();
    Described described = keyed.describe(bucket, "one/plain", soon()).orElseThrow();
    assertThat(described.traits().encryption()).isNotEqualTo(Encryption.CUSTOMERS);
    assertThat(read(keyed, "one/plain", etag)).isEqualTo(TEXT);
    ByteRange some = new ByteRange(5, 10);
    assertThat(text(keyed.getRange(bucket, "one/plain", etag, some, soon())))
        .isEqualTo("5678901234");
    for (Way way : Way.values()) {
      String to = "other/" + way.name().toLowerCase(Locale.ROOT);
      String there = brought(keyed, way, "one/plain", etag, to);
      assertThat(read(keyed, to, there)).as(to).isEqualTo(TEXT);
      assertThat(keyed.describe(bucket, to, soon()).orElseThrow().traits().encryption())
          .as(to)
          .isEqualTo(Encryption.CUSTOMERS);
    }
  }

  @Test
  void what_is_not_there_or_has_changed_is_that_under_a_key_too()
      throws InterruptedException, IOException {
    if (lacks(StoreLack.CUSTOMER_KEYS)) return;
    ObjectStore keyed = keyed(BY_PLACE);
    assertThat(keyed.head(bucket, "one/none", soon())).isEmpty();
    assertThat(keyed.get(bucket, "one/none", "e", soon())).isEqualTo(new Got.Missing());
    CopyRequest missing = new CopyRequest(bucket, "one/none", "e", bucket, "other/k", ANYTHING);
    assertThat(keyed.copy(missing, soon())).isEqualTo(new Written.Missing());

    put(keyed, "one/k", TEXT);
    String wrong = ((Expect.Etag) WRONG).etag();
    assertThat(keyed.get(bucket, "one/k", wrong, soon())).isEqualTo(new Got.Changed());
    CopyRequest changed = new CopyRequest(bucket, "one/k", wrong, bucket, "other/k", ANYTHING);
    assertThat(keyed.copy(changed, soon())).isEqualTo(new Written.Changed());
    assertThat(keyed.head(bucket, "other/k", soon())).isEmpty();
  }

  /** Else each copy of such an object would be made again whenever its job is run again. */
  @Test
  void two_objects_of_the_same_bytes_under_keys_are_never_told_apart_by_their_etags()
      throws InterruptedException, IOException {
    if (lacks(StoreLack.CUSTOMER_KEYS)) return;
    ObjectStore keyed = keyed(BY_PLACE);
    String etag = put(keyed, "one/k", TEXT);
    String copied = brought(keyed, Way.SERVER_SIDE, "one/k", etag, "other/k");
    assertThat(copied).isNotEqualTo(etag);
    Described one = keyed.describe(bucket, "one/k", soon()).orElseThrow();
    Described other = keyed.describe(bucket, "other/k", soon()).orElseThrow();
    assertThat(one.sameBytes(other)).isNotEqualTo(Described.SameBytes.NO);
  }

  @Test
  void a_part_by_another_key_than_its_uploads_is_refused()
      throws InterruptedException, IOException {
    if (lacks(StoreLack.CUSTOMER_KEYS)) return;
    ObjectStore keyed = keyed(BY_PLACE);
    OpenUpload upload = keyed.createUpload(new UploadRequest(bucket, "one/k", Traits.NONE), soon());
    PartRequest part = new PartRequest(upload, 1, 5);
    Body hello = Body.of("hello".getBytes(UTF_8));
    for (ObjectStore by : List.of(store, keyed(EXCHANGED))) {
      assertThat(refusal(() -> by.putPart(part, hello, soon())).failure())
          .isIn(FailureClass.REFUSED, FailureClass.DENIED);
    }
    keyed.abortUpload(upload, soon());
  }

  private String put(ObjectStore by, String key, String text) throws InterruptedException {
    byte[] bytes = text.getBytes(UTF_8);
    PutRequest request = new PutRequest(bucket, key, bytes.length, null, Map.of(), ABSENT);
    return etag(by.put(request, Body.of(bytes), soon()));
  }

  private String read(ObjectStore by, String key, String etag) throws InterruptedException {
    return text(by.get(bucket, key, etag, soon()));
  }

  private String brought(ObjectStore by, Way way, String from, String etag, String to)
      throws InterruptedException, IOException {
    return switch (way) {
      case SERVER_SIDE ->
          etag(by.copy(new CopyRequest(bucket, from, etag, bucket, to, ABSENT), soon()));
      case STREAMED -> {
        Got.Content content = (Got.Content) by.get(bucket, from, etag, soon());
        try (InputStream bytes = content.stream()) {
          // what was read says that it was under a key, which is not said to what is written
          PutRequest put = new PutRequest(bucket, to, content.length(), content.traits(), ABSENT);
          yield etag(by.put(put, () -> bytes, soon()));
        }
      }
      case IN_PARTS -> {
        OpenUpload upload = by.createUpload(new UploadRequest(bucket, to, Traits.NONE), soon());
        ByteRange all = new ByteRange(0, TEXT.length());
        PartCopyRequest copy = new PartCopyRequest(upload, 1, bucket, from, etag, all);
        PartWritten.Stored copied = (PartWritten.Stored) by.copyPart(copy, soon());
        List<Part> parts = List.of(new Part(1, copied.etag()));
        assertThat(by.listParts(PartsRequest.of(upload), soon()).orElseThrow().parts()).hasSize(1);
        CompleteRequest complete = new CompleteRequest(upload, parts, ABSENT);
        yield ((Completed.Stored) by.completeUpload(complete, soon())).etag();
      }
    };
  }
}
