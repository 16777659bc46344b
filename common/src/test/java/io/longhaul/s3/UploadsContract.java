package io.longhaul.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.longhaul.unit.FailureClass;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Objects that are written in parts. */
public abstract class UploadsContract extends PutGetContract {
  /** Of all parts but the last. */
  private static final int SMALLEST = 5 << 20;

  private static final String NO_ETAG = "00000000000000000000000000000000";

  /** Keys of which the adapter cannot read what the store says when an upload is begun. */
  protected Set<OddKey> cannotUpload() {
    return Set.of();
  }

  private OpenUpload begin(String key) throws InterruptedException {
    assumeFalse(lacks(StoreLack.UPLOADS));
    return store.createUpload(new UploadRequest(bucket, key, null, Map.of()), soon());
  }

  private Part put(OpenUpload upload, int number, byte[] bytes) throws InterruptedException {
    PartRequest part = new PartRequest(upload, number, bytes.length);
    return new Part(number, etag(store.putPart(part, Body.of(bytes), soon())));
  }

  private PartWritten copy(OpenUpload upload, int number, String from, String etag, ByteRange range)
      throws InterruptedException {
    return store.copyPart(new PartCopyRequest(upload, number, bucket, from, etag, range), soon());
  }

  private Completed complete(OpenUpload upload, Expect expect, Part... parts)
      throws InterruptedException {
    return store.completeUpload(new CompleteRequest(upload, Arrays.asList(parts), expect), soon());
  }

  private static String etag(PartWritten written) {
    assertThat(written).isInstanceOf(PartWritten.Stored.class);
    return ((PartWritten.Stored) written).etag();
  }

  private static String etag(Completed completed) {
    assertThat(completed).isInstanceOf(Completed.Stored.class);
    return ((Completed.Stored) completed).etag();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private byte[] read(String key, String etag) throws Exception {
    try (InputStream stream = content(key, etag).stream()) {
      return stream.readAllBytes();
    }
  }

  @Test
  void an_upload_becomes_an_object_of_its_parts_with_type_and_metadata() throws Exception {
    assumeFalse(lacks(StoreLack.UPLOADS));
    byte[] bytes = random(SMALLEST + 70_001);
    Map<String, String> metadata = Map.of("owner", "team a", "n", "1");
    OpenUpload upload =
        store.createUpload(new UploadRequest(bucket, "k", "text/x-longhaul", metadata), soon());
    Part second = put(upload, 7, Arrays.copyOfRange(bytes, SMALLEST, bytes.length));
    Part first = put(upload, 2, Arrays.copyOf(bytes, SMALLEST));
    assertThat(store.head(bucket, "k", soon())).as("before it is completed").isEmpty();

    String etag = etag(complete(upload, ABSENT, first, second));
    assertThat(etag).endsWith("-2").doesNotContain("\"");
    Got.Content content = content("k", etag);
    try (InputStream stream = content.stream()) {
      assertThat(stream.readAllBytes()).isEqualTo(bytes);
    }
    assertThat(content.traits().content().type()).isEqualTo("text/x-longhaul");
    assertThat(content.traits().metadata()).isEqualTo(metadata);
    assertThat(store.listUploads(UploadsRequest.of(bucket, ""), soon()).uploads()).isEmpty();
  }

  @Test
  void an_object_is_copied_part_by_part() throws Exception {
    byte[] bytes = random(SMALLEST + 11);
    PutRequest put = new PutRequest(bucket, "from", bytes.length, null, Map.of(), ABSENT);
    String from = etag(store.put(put, Body.of(bytes), soon()));
    OpenUpload upload = begin("to");

    String first = etag(copy(upload, 1, "from", from, new ByteRange(0, SMALLEST)));
    String second = etag(copy(upload, 2, "from", from, new ByteRange(SMALLEST, 11)));
    String etag = etag(complete(upload, ABSENT, new Part(1, first), new Part(2, second)));
    assertThat(read("to", etag)).isEqualTo(bytes);
  }

  @Test
  void a_part_of_a_source_that_was_rewritten_or_is_gone_is_none() throws InterruptedException {
    String first = etag(put(bucket, "from", "first", ABSENT));
    engine.write(bucket, "from", "second".getBytes(UTF_8));
    OpenUpload upload = begin("to");

    assertThat(copy(upload, 1, "nothing", first, new ByteRange(0, 5)))
        .isEqualTo(new PartWritten.Missing());
    if (lacks(StoreLack.PART_COPY_SOURCE_IF_MATCH)) return;
    assertThat(copy(upload, 1, "from", first, new ByteRange(0, 5)))
        .isEqualTo(new PartWritten.Changed());
    assertThat(store.listParts(PartsRequest.of(upload), soon()).orElseThrow().parts()).isEmpty();
  }

  @Test
  void a_part_gives_way_to_another_of_its_number() throws Exception {
    OpenUpload upload = begin("k");
    Part first = put(upload, 1, "first".getBytes(UTF_8));
    Part second = put(upload, 1, "second".getBytes(UTF_8));

    assertThat(second.etag()).isNotEqualTo(first.etag());
    assertThat(read("k", etag(complete(upload, ABSENT, second)))).asString().isEqualTo("second");
  }

  @Test
  void an_empty_object_is_an_upload_of_an_empty_part() throws Exception {
    OpenUpload upload = begin("k");
    String etag = etag(complete(upload, ABSENT, put(upload, 1, new byte[0])));

    assertThat(read("k", etag)).isEmpty();
  }

  @Test
  void complete_where_nothing_should_be_changes_nothing_if_something_is() throws Exception {
    if (lacks(StoreLack.COMPLETE_IF_NONE_MATCH)) return;
    OpenUpload upload = begin("k");
    Part part = put(upload, 1, "mine".getBytes(UTF_8));
    String there = etag(put(bucket, "k", "foreign", ABSENT));

    assertThat(complete(upload, ABSENT, part)).isEqualTo(new Completed.Changed());
    assertThat(read("k", there)).asString().isEqualTo("foreign");
    assertThat(store.listParts(PartsRequest.of(upload), soon())).as("is still open").isPresent();
  }

  @Test
  void complete_over_an_object_takes_place_only_if_it_still_is_that_object() throws Exception {
    if (lacks(StoreLack.COMPLETE_IF_MATCH)) return;
    OpenUpload upload = begin("k");
    Part part = put(upload, 1, "mine".getBytes(UTF_8));
    assertThat(complete(upload, WRONG, part))
        .as("nothing there")
        .isEqualTo(new Completed.Changed());
    String there = etag(put(bucket, "k", "seen", ABSENT));

    assertThat(complete(upload, WRONG, part)).isEqualTo(new Completed.Changed());
    String etag = etag(complete(upload, new Expect.Etag(there), part));
    assertThat(read("k", etag)).asString().isEqualTo("mine");
  }

  @Test
  void an_upload_that_was_aborted_takes_nothing_more() throws InterruptedException {
    if (lacks(StoreLack.NO_SUCH_UPLOAD)) return;
    String from = etag(put(bucket, "from", "from", ABSENT));
    OpenUpload upload = begin("k");
    Part part = put(upload, 1, "part".getBytes(UTF_8));
    store.abortUpload(upload, soon());

    store.abortUpload(upload, soon());
    assertThat(store.putPart(new PartRequest(upload, 2, 1), Body.of(new byte[1]), soon()))
        .isEqualTo(new PartWritten.NoUpload());
    assertThat(copy(upload, 2, "from", from, new ByteRange(0, 4)))
        .isEqualTo(new PartWritten.NoUpload());
    assertThat(complete(upload, ABSENT, part)).isEqualTo(new Completed.NoUpload());
    assertThat(store.listParts(PartsRequest.of(upload), soon())).isEqualTo(Optional.empty());
    assertThat(store.head(bucket, "k", soon())).isEmpty();
    assertThat(store.listUploads(UploadsRequest.of(bucket, ""), soon()).uploads()).isEmpty();
  }

  @Test
  void an_upload_that_was_completed_is_gone() throws InterruptedException {
    if (lacks(StoreLack.COMPLETED_IS_GONE)) return;
    OpenUpload upload = begin("k");
    Part part = put(upload, 1, "part".getBytes(UTF_8));
    etag(complete(upload, ABSENT, part));

    assertThat(complete(upload, ANYTHING, part)).isEqualTo(new Completed.NoUpload());
  }

  @Test
  void parts_that_make_no_object_are_refused_and_the_upload_stays() throws InterruptedException {
    OpenUpload upload = begin("k");
    Part one = put(upload, 1, "one".getBytes(UTF_8));
    Part two = put(upload, 2, "two".getBytes(UTF_8));

    if (!lacks(StoreLack.INVALID_PART)) {
      expectRefused("InvalidPart", upload, new Part(1, NO_ETAG));
      expectRefused("InvalidPart", upload, new Part(3, one.etag()));
    }
    if (!lacks(StoreLack.PART_ORDER)) expectRefused("InvalidPartOrder", upload, two, one);
    if (!lacks(StoreLack.SMALLEST_PART)) expectRefused("EntityTooSmall", upload, one, two);
    assertThat(store.head(bucket, "k", soon())).isEmpty();
    assertThat(store.listParts(PartsRequest.of(upload), soon())).isPresent();
  }

  private void expectRefused(String code, OpenUpload upload, Part... parts) {
    StoreException refused = refusal(() -> complete(upload, ANYTHING, parts));
    assertThat(refused.failure()).isEqualTo(FailureClass.REFUSED);
    assertThat(refused.code()).isEqualTo(code);
  }

  @Test
  void a_part_that_is_not_as_long_as_it_was_said_to_be_is_not_kept() throws InterruptedException {
    OpenUpload upload = begin("k");
    for (int length : new int[] {4, 6, 100_000}) {
      PartRequest part = new PartRequest(upload, 1, length);
      StoreException wrong =
          refusal(() -> store.putPart(part, Body.of("hello".getBytes(UTF_8)), soon()));
      assertThat(wrong.failure()).isEqualTo(FailureClass.SOURCE_CHANGED);
    }
    assertThat(store.listParts(PartsRequest.of(upload), soon()).orElseThrow().parts()).isEmpty();
  }

  @Test
  void parts_are_listed_in_pages() throws InterruptedException {
    OpenUpload upload = begin("k");
    List<ListedPart> all = new ArrayList<>();
    List<Part> put = new ArrayList<>();
    for (int number : new int[] {5, 1, 3, 10_000, 2}) {
      put.add(put(upload, number, ("part " + number).getBytes(UTF_8)));
    }
    PartsRequest request = PartsRequest.of(upload).atMost(2);
    PartPage page = store.listParts(request, soon()).orElseThrow();
    assertThat(page.parts()).hasSize(2);
    for (all.addAll(page.parts()); page.next() != null; all.addAll(page.parts())) {
      page = store.listParts(request.page(page.next()), soon()).orElseThrow();
    }

    assertThat(all).extracting(ListedPart::number).containsExactly(1, 2, 3, 5, 10_000);
    assertThat(all).allMatch(part -> part.size() == ("part " + part.number()).length());
    assertThat(all)
        .extracting(part -> new Part(part.number(), part.etag()))
        .containsExactlyInAnyOrderElementsOf(put);
  }

  @Test
  void open_uploads_are_listed_in_pages_and_by_prefix() throws InterruptedException {
    List<OpenUpload> all = new ArrayList<>();
    for (String key : List.of("a/1", "a/2", "b/1", "b/2", "c")) all.add(begin(key));

    assertThat(uploads(UploadsRequest.of(bucket, ""))).isEqualTo(all);
    if (!lacks(StoreLack.UPLOAD_PREFIXES)) {
      assertThat(uploads(UploadsRequest.of(bucket, "b/"))).isEqualTo(all.subList(2, 4));
    }
    assertThat(uploads(UploadsRequest.of(bucket, "d"))).isEmpty();
    if (lacks(StoreLack.UPLOAD_PAGES)) return;
    assertThat(uploads(UploadsRequest.of(bucket, "").atMost(2))).isEqualTo(all);
    all.add(0, begin("a/1"));
    all.add(0, begin("a/1"));
    assertThat(uploads(UploadsRequest.of(bucket, "").atMost(1)))
        .as("several of a key")
        .containsExactlyInAnyOrderElementsOf(all);
  }

  private List<OpenUpload> uploads(UploadsRequest request) throws InterruptedException {
    List<OpenUpload> uploads = new ArrayList<>();
    UploadPage page = store.listUploads(request, soon());
    while (true) {
      assertThat(page.uploads().size()).isLessThanOrEqualTo(request.maxUploads());
      page.uploads().forEach(each -> uploads.add(each.upload()));
      if (page.next() == null) return uploads;
      page = store.listUploads(request.page(page.next()), soon());
    }
  }

  @Test
  void an_upload_to_an_odd_key_is_listed_as_it_is_and_completed() throws Exception {
    for (OddKey odd : OddKey.values()) {
      if (engine.cannotHold().contains(odd)) continue;
      if (cannotUpload().contains(odd)) {
        System.err.println("SKIPPED on " + engine.name() + ": an upload to the odd key " + odd);
        refusedBeforeItIsBegun(odd.key());
        continue;
      }
      OpenUpload upload = begin(odd.key());
      if (!lacks(StoreLack.UPLOAD_KEYS)) {
        assertThat(uploads(UploadsRequest.of(bucket, ""))).as("%s", odd).containsExactly(upload);
      }
      Part part = put(upload, 1, "odd".getBytes(UTF_8));
      String etag = etag(complete(upload, ABSENT, part));
      assertThat(read(odd.key(), etag)).as("%s", odd).asString().isEqualTo("odd");
    }
  }

  /** Whose id nobody could read would stay open, and cost money, until somebody looked for it. */
  protected void refusedBeforeItIsBegun(String key) {}

  @Test
  void what_no_store_could_make_of_an_upload_is_refused_before_it_is_asked() {
    OpenUpload upload = new OpenUpload("b", "k", "id");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CompleteRequest(upload, List.of(), ABSENT));
    assertThatIllegalArgumentException().isThrownBy(() -> new PartRequest(upload, 1, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> new PartsRequest(upload, -1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new OpenUpload("b", "", "id"));
  }

  @Test
  void an_upload_to_a_missing_bucket_is_refused() {
    UploadRequest request = new UploadRequest("no-such-" + bucket, "k", null, Map.of());
    StoreException refused = refusal(() -> store.createUpload(request, soon()));
    assertThat(refused.failure()).isEqualTo(FailureClass.REFUSED);
    assertThat(refused.code()).isEqualTo("NoSuchBucket");
  }
}
