package io.longhaul.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.coordinator.cli.World.Ran;
import io.longhaul.kind.Kinds;
import io.longhaul.ledger.ClaimAnswer;
import io.longhaul.ledger.Settlement;
import io.longhaul.s3.InMemoryObjectStore;
import io.longhaul.s3.OpenUpload;
import io.longhaul.s3.StoreCall.Op;
import io.longhaul.s3.StoreFault;
import io.longhaul.s3.UploadRequest;
import io.longhaul.time.Deadline;
import io.longhaul.unit.Claim;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Payload;
import io.longhaul.unit.Payload.Assembly;
import io.longhaul.unit.Payload.Complete;
import io.longhaul.unit.Payload.Listed;
import io.longhaul.unit.Payload.Parts;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import io.longhaul.unit.WorkerId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run with one large object, at whose end uploads are open: its own, and others'. */
class OpenUploadsTest {
  private static final RunName RUN = new RunName("orders");
  private static final Payload FIRST = new Payload.Range("0/", "", null);
  private static final WorkerId WORKER = new WorkerId("worker");

  @TempDir private Path folder;
  private World world;
  private OpenUpload own;
  private UnitRef parts;
  private UnitRef joining;

  @BeforeEach
  void aLargeObjectIsBegun() throws Exception {
    world = new World(folder);
    upload("earlier");
    world.time.pass(Duration.ofHours(1));
    world.run("submit", world.job(), "--name", "orders");
    own = upload("large");
    world.work(claim -> claim.payload().equals(FIRST) ? begun(claim) : done(claim));
  }

  private OpenUpload upload(String key) throws InterruptedException {
    return world.store.createUpload(
        new UploadRequest("copies", key, null, Map.of()),
        Deadline.in(world.time, Duration.ofSeconds(9)));
  }

  private static Settlement done(Claim claim) {
    return new Settlement.Done(claim, Tally.NONE);
  }

  private Settlement begun(Claim claim) {
    Assembly of = new Assembly(new Listed("large", 9), 9, "etag", null, own.id(), 5, 0);
    parts = new UnitRef(RUN, claim.ref().unit().child(0));
    joining = new UnitRef(RUN, claim.ref().unit().next());
    return new Settlement.Split(
        claim,
        Tally.of(Fate.LISTED, 1, 9).with(Fate.FORWARDED, 1, 9),
        List.of(new NewUnit(new Parts(of, 1, 2), Tier.SMALL)),
        Optional.of(new NewUnit(new Complete(of, null), Tier.SMALL)),
        1);
  }

  private Claim claim(UnitRef unit) {
    ClaimAnswer answer =
        world.ledger.units().claim(unit, WORKER, unit.unit().value(), 2, world.time.now());
    return ((ClaimAnswer.Won) answer).claim();
  }

  private void settle(Settlement settlement) {
    world.ledger.settlements().settle(settlement, world.time.now());
  }

  private void partsDie() {
    settle(new Settlement.Dead(claim(parts), FailureClass.UNAVAILABLE, "SlowDown"));
    settle(new Settlement.Dead(claim(joining), FailureClass.PARTS_MISSING, "2 of 2"));
  }

  private List<String> open() {
    return world.store.uploads("copies").stream().map(OpenUpload::key).toList();
  }

  @Test
  void a_cancelled_run_keeps_none_of_its_own_and_touches_no_other() throws Exception {
    Ran ran = world.run("cancel", "orders", "--yes");
    assertThat(ran.exit()).isZero();
    assertThat(ran.err()).contains("aborted 1 upload that run orders had left open");
    assertThat(open()).containsExactly("earlier");
    assertThat(world.run("cancel", "orders", "--yes").err()).doesNotContain("upload");
  }

  @Test
  void one_that_nobody_knows_of_is_named_and_left() throws Exception {
    upload("unknown");
    Ran ran = world.run("cancel", "orders", "--yes");
    assertThat(ran.err())
        .contains("1 open upload below the target, begun while run orders went on")
        .contains("--bucket copies --key 'unknown' --upload-id");
    assertThat(open()).containsExactly("earlier", "unknown");
  }

  @Test
  void a_key_of_somebody_is_quoted_in_the_command_that_names_it() throws Exception {
    upload("a'; echo b");
    upload("a\u001bb");
    assertThat(world.run("cancel", "orders", "--yes").err())
        .contains("--key 'a'\\''; echo b' --upload-id")
        .doesNotContain("\u001b", "--key 'a\\");
  }

  @Test
  void a_verify_that_only_reads_looks_for_none_and_one_that_has_repaired_aborts_its_own()
      throws Exception {
    world.kinds = Kinds.ALL::named;
    int[] looks = {0};
    world.store.breakWith(call -> {
      if (call.op() == Op.LIST_UPLOADS) looks[0]++;
      return new StoreFault.None();
    });
    world.run("verify", "orders", "--name", "read");
    upload("of another");
    Ran read = world.run("cancel", "read", "--yes");
    assertThat(read.err()).doesNotContain("upload");
    assertThat(looks[0]).isZero();

    world.received();
    Ran begins = world.run("verify", "orders", "--name", "repaired");
    assertThat(begins.exit()).as(begins.err()).isZero();
    own = upload("repaired");
    int[] claimed = {0};
    world.work(claim -> claimed[0]++ == 0 ? begun(claim) : done(claim));
    Ran cancelled = world.run("cancel", "repaired", "--yes");
    assertThat(cancelled.err()).contains("aborted 1 upload that run repaired had left open");
    assertThat(open()).doesNotContain("repaired").contains("of another");
  }

  @Test
  void what_a_redrive_goes_on_with_is_kept_until_it_is_accepted() throws Exception {
    partsDie();
    Ran watched = world.run("watch", "orders");
    assertThat(watched.exit()).isEqualTo(3);
    assertThat(watched.err()).contains("1 upload of run orders kept");
    assertThat(open()).containsExactly("earlier", "large");
    Ran accepted = world.run("dead", "orders", "--accept", "copied by hand");
    assertThat(accepted.err()).contains("aborted 1 upload that run orders had left open");
    assertThat(open()).containsExactly("earlier");
  }

  @Test
  void a_run_that_goes_on_keeps_all() {
    assertThat(world.run("reconcile", "orders").err()).doesNotContain("upload");
    assertThat(open()).containsExactly("earlier", "large");
  }

  @Test
  void what_cannot_be_looked_for_is_said_and_changes_nothing_else() {
    world.store.breakWith(call ->
        call.op() == Op.LIST_UPLOADS
            ? new StoreFault.Fails(
                () -> InMemoryObjectStore.failure(FailureClass.DENIED, "AccessDenied", "copies"))
            : new StoreFault.None());
    Ran ran = world.run("cancel", "orders", "--yes");
    assertThat(ran.exit()).isZero();
    assertThat(ran.err()).contains("uploads that run orders may have left open could not be");
  }

  @Test
  void who_joins_parts_is_redriven_after_them_and_waits() throws Exception {
    partsDie();
    world.received();
    assertThat(world.run("redrive", "orders").out()).contains("pending again");
    assertThat(state(parts)).isEqualTo(UnitState.PENDING);
    assertThat(state(joining)).isEqualTo(UnitState.WAITING);
    assertThat(world.received()).containsExactly(parts);
  }

  @Test
  void parts_that_died_though_their_object_arrived_are_redriven_and_find_nothing_to_do() {
    settle(new Settlement.Dead(claim(parts), FailureClass.UNAVAILABLE, "Timeout"));
    settle(
        new Settlement.Done(claim(joining), Tally.of(Fate.RECEIVED, 1, 9).with(Fate.COPIED, 1, 9)));
    Ran ran = world.run("redrive", "orders");
    assertThat(ran.out()).contains("1 unit pending again");
    settle(done(claim(parts)));
    assertThat(world.run("watch", "orders").exit()).isZero();
    assertThat(world.run("reconcile", "orders", "--audit").exit()).isZero();
  }

  private UnitState state(UnitRef unit) {
    return world.ledger.units().find(unit).orElseThrow().state();
  }
}
