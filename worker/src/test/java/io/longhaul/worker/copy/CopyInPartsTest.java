package io.longhaul.worker.copy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.job.Keep;
import io.longhaul.job.TargetEncryption;
import io.longhaul.ledger.Settlement;
import io.longhaul.s3.Body;
import io.longhaul.s3.ContentHeaders;
import io.longhaul.s3.Described;
import io.longhaul.s3.Expect;
import io.longhaul.s3.InMemoryObjectStore;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.Lock;
import io.longhaul.s3.ObjectRef;
import io.longhaul.s3.OpenUpload;
import io.longhaul.s3.PartSizes;
import io.longhaul.s3.PutRequest;
import io.longhaul.s3.StoreCall.Op;
import io.longhaul.s3.StoreFault;
import io.longhaul.s3.Traits;
import io.longhaul.s3.UploadRequest;
import io.longhaul.time.Deadline;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Outcome.Split;
import io.longhaul.unit.Payload;
import io.longhaul.unit.Payload.Complete;
import io.longhaul.unit.Payload.Keys;
import io.longhaul.unit.Payload.Listed;
import io.longhaul.unit.Payload.Parts;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import io.longhaul.worker.walk.CopySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One large object: begun, copied in parts, joined, and all that may come between. */
class CopyInPartsTest {
  private static final String TEXT = "0123456789abcdef!";
  private static final int PART = 4;
  private static final int PARTS = 5;

  private final CopyScene scene = new CopyScene();

  @BeforeEach
  void large() {
    scene.inParts(10, PART);
    scene.source("k", TEXT);
  }

  private static Keys keys(int turn) {
    return new Keys(List.of(new Listed("in/k", TEXT.length())), null, turn);
  }

  private Split begun() throws Exception {
    return (Split) scene.handle(keys(0));
  }

  private static Parts parts(Split begun) {
    return (Parts) begun.children().getFirst().payload();
  }

  private static Complete next(Split begun) {
    return (Complete) begun.next().orElseThrow().payload();
  }

  /** The unit that knows what the parts come to. */
  private Complete knowing(Complete next) throws Exception {
    return (Complete) ((Split) scene.handle(next)).children().getFirst().payload();
  }

  private static Tally received(Fate fate) {
    return Tally.of(Fate.RECEIVED, 1, TEXT.length()).with(fate, 1, TEXT.length());
  }

  private static Outcome done(Fate fate) {
    return new Outcome.Done(received(fate));
  }

  @Test
  void a_range_parts_with_it_and_copies_the_others() throws Exception {
    scene.source("a", "small");
    Split split = (Split) scene.all();
    assertThat(split.children())
        .containsExactly(
            new NewUnit(new Keys(List.of(new Listed("in/k", TEXT.length()))), Tier.SMALL));
    assertThat(split.next()).isEmpty();
    assertThat(split.tally().objects(Fate.COPIED)).isOne();
    assertThat(split.tally().objects(Fate.FORWARDED)).isOne();
    assertThat(scene.store.uploads(CopyScene.TO)).isEmpty();
  }

  @Test
  void among_other_keys_it_leaves_by_itself() throws Exception {
    scene.source("a", "small");
    Split split =
        (Split)
            scene.handle(
                new Keys(List.of(new Listed("in/a", 5), new Listed("in/k", TEXT.length()))));
    assertThat(split.children()).extracting(NewUnit::payload).containsExactly(keys(0));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void it_arrives_whole_by_one_request_for_each_part(boolean streamed) throws Exception {
    if (streamed) scene.streamed();
    Split begun = begun();
    assertThat(begun.tally()).isEqualTo(received(Fate.FORWARDED));
    assertThat(begun.children()).extracting(NewUnit::payload).containsExactly(parts(begun));
    assertThat(parts(begun).first()).isOne();
    assertThat(parts(begun).last()).isEqualTo(PARTS);
    assertThat(scene.handle(parts(begun))).isEqualTo(new Outcome.Done(Tally.NONE));
    assertThat(scene.store.look(CopyScene.TO, "out/k")).isEmpty();
    Complete knowing = knowing(next(begun));
    assertThat(scene.handle(knowing)).isEqualTo(done(Fate.COPIED));
    assertThat(scene.atTarget("k")).isEqualTo(TEXT);
    assertThat(scene.store.look(CopyScene.TO, "out/k").orElseThrow().etag())
        .isEqualTo(knowing.etag())
        .endsWith("-" + PARTS);
    assertThat(scene.store.uploads(CopyScene.TO)).isEmpty();
    assertThat(scene.count(streamed ? Op.PUT_PART : Op.COPY_PART)).isEqualTo(PARTS);
    assertThat(scene.count(Op.CREATE_UPLOAD)).isOne();
    assertThat(scene.count(Op.COMPLETE_UPLOAD)).isOne();
    assertThat(scene.meter("longhaul.copy.bytes", "stored")).isEqualTo(TEXT.length());
  }

  @Test
  void it_keeps_what_it_is_beside_its_bytes() throws Exception {
    Traits traits =
        new Traits(
            new ContentHeaders("text/x", "no-cache", "inline", "gzip", "de", "tomorrow"),
            Map.of("colour", "blue"),
            "/elsewhere",
            "STANDARD_IA",
            Map.of("team", "a b", "ümlaut", "=&"),
            null,
            Lock.NONE);
    PutRequest put = new PutRequest("source", "in/k", TEXT.length(), traits, new Expect.Anything());
    Deadline deadline = Deadline.in(scene.time, Duration.ofSeconds(9));
    scene.store.put(put, Body.of(TEXT.getBytes(UTF_8)), deadline);
    Split begun = begun();
    scene.handle(parts(begun));
    scene.handle(knowing(next(begun)));
    deadline = Deadline.in(scene.time, Duration.ofSeconds(9));
    Described copied = scene.store.describe(CopyScene.TO, "out/k", deadline).orElseThrow();
    assertThat(copied.traits()).isEqualTo(traits.withTags(Map.of()));
    assertThat(scene.store.tags(ObjectRef.of(CopyScene.TO, "out/k"), deadline))
        .contains(traits.tags());
  }

  @Test
  void what_is_not_kept_of_it_is_counted_once_and_only_when_it_is_copied() throws Exception {
    scene.keep =
        new Keep(
            Keep.Tags.REQUIRED,
            "GLACIER_IR",
            TargetEncryption.DEFAULT,
            Keep.Redirect.NEVER,
            Keep.ObjectLock.DROP);
    Split begun = begun();
    assertThat(begun.tally()).isEqualTo(received(Fate.FORWARDED));
    scene.handle(parts(begun));
    assertThat(scene.handle(knowing(next(begun))))
        .isEqualTo(new Outcome.Done(received(Fate.COPIED).with(Fate.RECLASSED, 1, TEXT.length())));
  }

  @Test
  void a_source_that_changes_as_its_upload_is_to_be_created_is_decided_on_again() throws Exception {
    boolean[] once = {false};
    scene.before(
        new StoreBefore(scene.store) {
          @Override
          public Optional<Described> describe(String bucket, String key, Deadline deadline)
              throws InterruptedException {
            if (!once[0]) scene.source("k", "another, as large");
            once[0] = true;
            return scene.store.describe(bucket, key, deadline);
          }

          @Override
          public OpenUpload createUpload(UploadRequest request, Deadline deadline)
              throws InterruptedException {
            return scene.store.createUpload(request, deadline);
          }
        });
    String etag = parts(begun()).of().etag();
    assertThat(etag).isEqualTo(scene.store.look(CopyScene.FROM, "in/k").orElseThrow().etag());
    assertThat(scene.store.uploads(CopyScene.TO)).hasSize(1);
  }

  @Test
  void many_parts_are_shared_out_by_sixteens_and_never_in_more_units_than_a_split_holds()
      throws Exception {
    scene.source("k", "x".repeat(40 * PART));
    Split forty = begun();
    assertThat(forty.children())
        .extracting(NewUnit::payload)
        .extracting(payload -> ((Parts) payload).first() + "-" + ((Parts) payload).last())
        .containsExactly("1-16", "17-32", "33-40");
    scene.source("l", "x".repeat(10_000 * PART));
    Split most = (Split) scene.keys("l");
    assertThat(most.children()).hasSize(80);
    assertThat(((Parts) most.children().getLast().payload()).last()).isEqualTo(10_000);
  }

  @Test
  void a_unit_that_is_claimed_again_copies_only_what_is_not_there() throws Exception {
    Split begun = begun();
    scene.settings = new CopySettings(1, 0, Duration.ZERO, 5).with(new PartSizes(10, PART, 16));
    int[] copies = {0};
    scene.faults =
        call ->
            call.op() == Op.COPY_PART && ++copies[0] == 3
                ? CopyScene.fails(FailureClass.UNAVAILABLE, "SlowDown")
                : new StoreFault.None();
    assertThat(scene.handle(parts(begun)))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.failure()).isEqualTo(FailureClass.UNAVAILABLE));
    scene.fence = 2;
    assertThat(scene.handle(parts(begun))).isEqualTo(new Outcome.Done(Tally.NONE));
    assertThat(scene.count(Op.COPY_PART)).isEqualTo(PARTS + 1);
    assertThat(scene.handle(knowing(next(begun)))).isEqualTo(done(Fate.COPIED));
    assertThat(scene.atTarget("k")).isEqualTo(TEXT);
  }

  @Test
  void parts_that_arrive_though_nobody_hears_of_it_are_there() throws Exception {
    Split begun = begun();
    scene.breaking(
        Op.COPY_PART,
        "out/k",
        99,
        () ->
            new StoreFault.AnswerLost(
                () -> InMemoryObjectStore.failure(FailureClass.UNAVAILABLE, "Timeout", "late")));
    assertThat(scene.handle(parts(begun))).isEqualTo(new Outcome.Done(Tally.NONE));
    assertThat(scene.handle(knowing(next(begun)))).isEqualTo(done(Fate.COPIED));
  }

  @Test
  void a_worker_that_leaves_hands_on_the_rest_in_two_that_others_can_share() throws Exception {
    Split begun = begun();
    scene.settings = new CopySettings(1, 0, Duration.ZERO, 5).with(new PartSizes(10, PART, 16));
    scene.leaving = () -> scene.count(Op.COPY_PART) >= 1;
    Split left = (Split) scene.handle(parts(begun));
    assertThat(left.tally()).isEqualTo(Tally.NONE);
    int last = ((Parts) left.children().getLast().payload()).last();
    assertThat(last).isEqualTo(PARTS);
    scene.leaving = () -> false;
    for (NewUnit unit : left.children()) scene.handle(unit.payload());
    assertThat(scene.count(Op.COPY_PART)).isEqualTo(PARTS);
    assertThat(scene.handle(knowing(next(begun)))).isEqualTo(done(Fate.COPIED));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_source_that_changes_is_begun_anew_and_never_torn(boolean streamed) throws Exception {
    if (streamed) scene.streamed();
    Split begun = begun();
    scene.source("k", "another, as large");
    assertThat(scene.handle(parts(begun))).isEqualTo(new Outcome.Done(Tally.NONE));
    assertThat(scene.store.uploads(CopyScene.TO)).isEmpty();
    assertThat(scene.handle(next(begun)))
        .isEqualTo(new Split(received(Fate.FORWARDED), List.of(new NewUnit(keys(1), Tier.SMALL))));
    Split again = (Split) scene.handle(keys(1));
    scene.handle(parts(again));
    assertThat(scene.handle(knowing(next(again)))).isEqualTo(done(Fate.COPIED));
    assertThat(scene.atTarget("k")).isEqualTo("another, as large");
  }

  @Test
  void a_source_that_is_rewritten_before_its_parts_are_joined_is_copied_once_more()
      throws Exception {
    Split begun = begun();
    scene.handle(parts(begun));
    Complete knowing = knowing(next(begun));
    scene.passSeconds(5);
    scene.source("k", "another, as large");
    scene.passSeconds(5);
    Split anew = (Split) scene.handle(knowing);
    assertThat(anew.children()).extracting(NewUnit::payload).containsExactly(keys(1));
    assertThat(scene.atTarget("k")).isEqualTo(TEXT);
    Split again = (Split) scene.handle(keys(1));
    scene.handle(parts(again));
    assertThat(scene.handle(knowing(next(again)))).isEqualTo(done(Fate.COPIED));
    assertThat(scene.atTarget("k")).isEqualTo("another, as large");
  }

  @Test
  void a_source_that_is_removed_is_gone() throws Exception {
    Split begun = begun();
    scene.store.remove(CopyScene.FROM, "in/k");
    assertThat(scene.handle(parts(begun))).isEqualTo(new Outcome.Done(Tally.NONE));
    scene.handle(next(begun));
    assertThat(scene.handle(keys(1))).isEqualTo(done(Fate.GONE));
    assertThat(scene.store.uploads(CopyScene.TO)).isEmpty();
  }

  @Test
  void one_that_changes_each_time_fails_at_last() throws Exception {
    Split begun = (Split) scene.handle(keys(4));
    scene.source("k", "another, as large");
    scene.handle(parts(begun));
    assertThat(scene.handle(next(begun)))
        .isEqualTo(
            new Outcome.Failed(
                FailureClass.SOURCE_CHANGED, "'in/k' changed during each of 5 copies in parts"));
    scene.redriven = 1;
    Split anew = (Split) scene.handle(next(begun));
    assertThat(anew.children()).extracting(NewUnit::payload).containsExactly(keys(0));
  }

  @Test
  void of_many_large_ones_only_as_many_are_begun_as_one_split_can_hold() throws Exception {
    List<Listed> many = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      scene.source("large-" + i, TEXT);
      many.add(new Listed("in/large-" + i, TEXT.length()));
    }
    Split split = (Split) scene.handle(new Keys(many));
    assertThat(split.children()).hasSizeBetween(2, Settlement.Split.MOST_CHILDREN);
    long handedOn =
        split.children().stream().mapToLong(unit -> ((Keys) unit.payload()).objects().size()).sum();
    assertThat(handedOn).isEqualTo(300);
    assertThat(split.tally().objects(Fate.FORWARDED)).isEqualTo(300);
  }

  @Test
  void who_joined_them_and_died_before_saying_so_joined_them() throws Exception {
    Split begun = begun();
    scene.handle(parts(begun));
    Complete knowing = knowing(next(begun));
    scene.handle(knowing);
    scene.fence = 2;
    assertThat(scene.handle(knowing)).isEqualTo(done(Fate.COPIED));
    assertThat(scene.count(Op.COMPLETE_UPLOAD)).isOne();
    assertThat(scene.count(Op.COPY_PART)).isEqualTo(PARTS);
  }

  @Test
  void what_somebody_else_wrote_meanwhile_is_not_taken_for_what_was_joined() throws Exception {
    Split begun = begun();
    scene.handle(parts(begun));
    Complete knowing = knowing(next(begun));
    scene.handle(knowing);
    scene.passSeconds(5);
    scene.target("k", "theirs, of length");
    scene.fence = 2;
    Split anew = (Split) scene.handle(knowing);
    assertThat(anew.children()).extracting(NewUnit::payload).containsExactly(keys(1));
    assertThat(scene.handle(keys(1))).isEqualTo(done(Fate.SKIPPED));
    assertThat(scene.atTarget("k")).isEqualTo("theirs, of length");
  }

  @Test
  void an_answer_that_is_lost_when_they_are_joined_is_found_out() throws Exception {
    Split begun = begun();
    scene.handle(parts(begun));
    Complete knowing = knowing(next(begun));
    scene.breaking(
        Op.COMPLETE_UPLOAD,
        "out/k",
        1,
        () ->
            new StoreFault.AnswerLost(
                () -> InMemoryObjectStore.failure(FailureClass.UNAVAILABLE, "Reset", "reset")));
    assertThat(scene.handle(knowing)).isEqualTo(done(Fate.COPIED));
    assertThat(scene.atTarget("k")).isEqualTo(TEXT);
  }

  @Test
  void a_newer_target_of_somebody_else_is_kept_and_the_parts_are_thrown_away() throws Exception {
    Split begun = begun();
    scene.handle(parts(begun));
    scene.passSeconds(5);
    scene.target("k", "theirs");
    assertThat(scene.handle(knowing(next(begun)))).isEqualTo(done(Fate.SKIPPED));
    assertThat(scene.atTarget("k")).isEqualTo("theirs");
    assertThat(scene.store.uploads(CopyScene.TO)).isEmpty();
  }

  @Test
  void if_the_job_says_overwrite_they_are_joined_over_what_is_seen_then() throws Exception {
    scene.overwriting();
    Split begun = begun();
    scene.handle(parts(begun));
    scene.passSeconds(5);
    scene.target("k", "theirs");
    assertThat(scene.handle(knowing(next(begun)))).isEqualTo(done(Fate.COPIED));
    assertThat(scene.atTarget("k")).isEqualTo(TEXT);
    assertThat(scene.count(Op.COPY_PART)).isEqualTo(PARTS);
  }

  @Test
  void parts_that_died_leave_their_object_dead_until_they_are_redriven() throws Exception {
    Split begun = begun();
    Parts first = new Parts(parts(begun).of(), 1, 2);
    scene.handle(first);
    assertThat(scene.handle(next(begun)))
        .isEqualTo(
            new Outcome.Failed(
                FailureClass.PARTS_MISSING,
                "'in/k': 3 of 5 parts are not there; redrive its dead parts with it"));
    assertThat(scene.store.uploads(CopyScene.TO)).hasSize(1);
    scene.handle(new Parts(parts(begun).of(), 3, PARTS));
    assertThat(scene.handle(knowing(next(begun)))).isEqualTo(done(Fate.COPIED));
  }

  @Test
  void who_may_not_write_a_part_says_so() throws Exception {
    Split begun = begun();
    scene.breaking(
        Op.COPY_PART, "out/k", 99, () -> CopyScene.fails(FailureClass.DENIED, "AccessDenied"));
    assertThat(scene.handle(parts(begun)))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.failure()).isEqualTo(FailureClass.DENIED));
  }

  @Test
  void an_upload_that_somebody_aborted_is_begun_anew() throws Exception {
    Split begun = begun();
    scene.store.abortUpload(
        scene.store.uploads(CopyScene.TO).getFirst(),
        Deadline.in(scene.time, Duration.ofSeconds(1)));
    assertThat(scene.handle(parts(begun))).isEqualTo(new Outcome.Done(Tally.NONE));
    Split anew = (Split) scene.handle(next(begun));
    assertThat(anew.children()).extracting(NewUnit::payload).containsExactly(keys(1));
  }

  @Test
  void what_no_object_of_s3_can_hold_is_said_to_be_too_large() throws Exception {
    scene.before(
        new StoreBefore(scene.store) {
          @Override
          public Optional<ListedObject> head(String bucket, String key, Deadline deadline)
              throws InterruptedException {
            return super.head(bucket, key, deadline).map(CopyInPartsTest::huge);
          }
        });
    Payload keys = keys(0);
    assertThat(scene.handle(keys))
        .isEqualTo(
            new Outcome.Failed(
                FailureClass.TOO_LARGE,
                "'in/k': 53687091200001 bytes; 10,000 parts of 5 GiB hold 53687091200000"));
  }

  private static ListedObject huge(ListedObject object) {
    return new ListedObject(object.key(), PartSizes.LARGEST + 1, object.etag(), object.modified());
  }
}
