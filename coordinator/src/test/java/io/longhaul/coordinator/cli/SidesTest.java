package io.longhaul.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.access.PermissionMissing;
import io.longhaul.coordinator.cli.World.Ran;
import io.longhaul.job.CopyOptions.Route;
import io.longhaul.job.JobJson;
import io.longhaul.job.S3Sides;
import io.longhaul.kind.S3Copy;
import io.longhaul.s3.InMemoryObjectStore;
import io.longhaul.s3.StoreCall;
import io.longhaul.s3.StoreCall.Op;
import io.longhaul.s3.StoreFault;
import io.longhaul.stack.StoreAt;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.RunName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The source is read by an identity of its own; everything else is the stack's. */
class SidesTest {
  private static final String READER = "access: {source: {profile: reader}}";

  @TempDir private Path folder;
  private World world;
  private InMemoryObjectStore reader;
  private final Queue<StoreCall> asked = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void twoIdentitiesOfOneServer() {
    world = new World(folder);
    world.kinds = name -> new S3Copy();
    reader = new InMemoryObjectStore(world.time);
    reader.createBucket("orders");
    world.sides = access -> new StoreAt(reader, "memory", false);
    for (InMemoryObjectStore store : List.of(world.store, reader)) {
      store.write("orders", "a", new byte[3]);
    }
    world.store.breakWith(call -> {
      asked.add(call);
      return new StoreFault.None();
    });
  }

  private void theTargetMayNot(Op op) {
    world.store.breakWith(call ->
        call.op() == op && call.bucket().equals("orders")
            ? new StoreFault.Fails(() ->
                InMemoryObjectStore.failure(FailureClass.DENIED, "AccessDenied", op + " denied"))
            : new StoreFault.None());
  }

  private Ran submit(String... lines) {
    return world.run("submit", world.job(lines), "--name", "orders");
  }

  private Route kept() {
    S3Sides sides =
        (S3Sides) JobJson.read(world.ledger.runs().job(new RunName("orders"))).options();
    return sides.route();
  }

  @Test
  void one_identity_is_asked_nothing_and_copies_server_side() {
    Ran ran = submit();
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.err()).doesNotContain("route");
    assertThat(asked).noneMatch(call -> call.op() == Op.GET_RANGE || call.op() == Op.HEAD);
    assertThat(kept()).isEqualTo(Route.SERVER_SIDE);
  }

  @Test
  void where_the_targets_identity_reads_the_source_s3_copies_by_itself() {
    Ran ran = submit(READER);
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.err())
        .contains("route: server-side, for the target's identity can read the source");
    assertThat(kept()).isEqualTo(Route.SERVER_SIDE);
  }

  @Test
  void where_it_may_not_objects_go_through_the_workers() {
    for (Op op : List.of(Op.HEAD, Op.GET_RANGE, Op.TAGS)) {
      twoIdentitiesOfOneServer();
      theTargetMayNot(op);
      Ran ran = submit(READER);
      assertThat(ran.exit()).as(ran.err()).isZero();
      assertThat(ran.err())
          .contains("route: streamed through the workers, for the target's identity cannot read")
          .contains(op + " denied");
      assertThat(kept()).as("%s", op).isEqualTo(Route.STREAMED);
    }
  }

  @Test
  void who_drops_tags_need_not_be_able_to_read_them() {
    theTargetMayNot(Op.TAGS);
    assertThat(submit(READER, "keep: {tags: drop}").exit()).isZero();
    assertThat(kept()).isEqualTo(Route.SERVER_SIDE);
  }

  @Test
  void two_servers_leave_no_choice() {
    world.sides = access -> new StoreAt(reader, "elsewhere", false);
    assertThat(submit(READER).err()).contains("for the sides are on two servers");
    assertThat(kept()).isEqualTo(Route.STREAMED);
    assertThat(asked).noneMatch(call -> call.bucket().equals("orders"));
  }

  @Test
  void an_empty_source_tells_nothing_so_the_way_is_the_one_that_needs_nothing() {
    reader.remove("orders", "a");
    assertThat(submit(READER).err()).contains("no object below s3://orders/ tells whether");
    assertThat(kept()).isEqualTo(Route.STREAMED);
  }

  @Test
  void who_says_server_side_where_nothing_tells_is_believed() {
    reader.remove("orders", "a");
    Ran ran = submit(READER, "copy: {route: server-side}");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(kept()).isEqualTo(Route.SERVER_SIDE);
  }

  @Test
  void a_run_that_is_there_is_gone_on_with_whatever_its_source_tells_by_now() {
    assertThat(submit(READER, "copy: {route: server-side}").exit()).isZero();
    theTargetMayNot(Op.HEAD);
    Ran again = submit(READER, "copy: {route: server-side}");
    assertThat(again.exit()).as(again.err()).isZero();
  }

  @Test
  void a_copy_into_itself_by_another_name_of_the_server_is_refused() {
    world.file(
        "itself.yaml",
        "kind: s3-copy\nsource: s3://orders/\ntarget: s3://orders/copy/\n"
            + "access: {source: {endpoint: 'https://here'}}\n");
    Ran ran = world.run("submit", folder.resolve("itself.yaml"), "--name", "orders");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("target: lies on the source's own server and overlaps it");
  }

  @Test
  void a_way_that_cannot_be_is_refused_before_anything_is_registered() {
    theTargetMayNot(Op.HEAD);
    Ran ran = submit(READER, "copy: {route: server-side}");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err().lines().filter(line -> line.startsWith("longhaul: "))).hasSize(1);
    assertThat(ran.err())
        .contains("copy.route: server-side cannot be, for the target's identity cannot read")
        .contains("write auto or streamed");
    assertThat(world.table.rows()).isEmpty();
  }

  @Test
  void a_store_that_does_not_answer_decides_nothing() {
    world.store.breakWith(call ->
        call.op() == Op.HEAD
            ? new StoreFault.Fails(
                () -> InMemoryObjectStore.failure(FailureClass.UNAVAILABLE, "Timeout", "no answer"))
            : new StoreFault.None());
    Ran ran = submit(READER);
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains("is not known: ").contains("write streamed into the job");
    assertThat(world.table.rows()).isEmpty();
  }

  /** What was granted since then is no part of the run. */
  @Test
  void the_same_command_again_goes_on_by_the_way_that_was_found_first() {
    theTargetMayNot(Op.HEAD);
    assertThat(submit(READER).exit()).isZero();
    world.store.breakWith(call -> new StoreFault.None());
    Ran again = submit(READER);
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(kept()).isEqualTo(Route.STREAMED);
    Ran other = submit(READER, "copy: {route: server-side}");
    assertThat(other.exit()).isEqualTo(2);
    assertThat(other.err()).contains("copy.route: streamed -> server-side");
  }

  @Test
  void a_bucket_is_looked_for_by_whom_its_side_names() {
    reader = new InMemoryObjectStore(world.time);
    Ran ran = submit(READER);
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("source: s3://orders/ cannot be listed: ");
    assertThat(world.table.rows()).isEmpty();
  }

  @Test
  void plan_says_the_way_and_why() {
    theTargetMayNot(Op.HEAD);
    Ran ran = world.run("plan", world.job(READER));
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("route   streamed through the workers, for the target's identity cannot read");
    world.store.breakWith(call -> new StoreFault.None());
    assertThat(world.run("plan", world.job()).out())
        .contains("route   server-side, for one identity reaches both sides");
  }

  @Test
  void who_may_list_below_the_prefixes_alone_plans_and_submits() {
    String form = "kind: s3-copy\nsource: s3://orders/in/\ntarget: s3://copies/%s\n";
    world.store.breakWith(call ->
        call.op() == Op.BUCKET || (call.op() == Op.LIST && call.key().isEmpty())
            ? new StoreFault.Fails(() ->
                new PermissionMissing(
                    "s3:ListBucket", "bucket " + call.bucket(), Optional.empty(), null))
            : new StoreFault.None());
    Ran whole = world.run("submit", world.file("whole.yaml", form.formatted("")), "--name", "a");
    assertThat(whole.exit()).isEqualTo(1);
    assertThat(whole.err()).contains("s3:ListBucket on bucket copies is denied");
    Path job = world.file("below.yaml", form.formatted("out/"));
    Ran planned = world.run("plan", job);
    assertThat(planned.exit()).as(planned.err()).isZero();
    Ran written = world.run("init", "s3-copy", "s3://orders/in/", "s3://copies/out/");
    assertThat(written.exit()).as(written.err()).isZero();
    Ran below = world.run("submit", job, "--name", "b");
    assertThat(below.exit()).as(below.err()).isZero();
  }
}
