package io.longhaul.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.access.CredentialsRefused;
import io.longhaul.access.NotDeployed;
import io.longhaul.access.PermissionMissing;
import io.longhaul.coordinator.cli.World.Ran;
import io.longhaul.kind.S3Copy;
import io.longhaul.ledger.Table;
import io.longhaul.s3.InMemoryObjectStore;
import io.longhaul.s3.StoreCall;
import io.longhaul.s3.StoreCall.Op;
import io.longhaul.s3.StoreFault;
import io.longhaul.unit.FailureClass;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {
  @TempDir private Path folder;
  private World world;

  @BeforeEach
  void aWorldWithObjects() {
    world = new World(folder);
    world.kinds = name -> new S3Copy();
    for (int i = 0; i < 512; i++) world.store.write("orders", "%03X/x".formatted(i), new byte[3]);
    world.store.write("copies", "000/x", new byte[3]);
  }

  private JsonNode json(Object... more) throws Exception {
    Ran ran = world.run(words(List.of("plan", world.job(), "--json"), more));
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out()).hasLineCount(1);
    return new ObjectMapper().readTree(ran.out());
  }

  private static Object[] words(List<Object> first, Object... more) {
    List<Object> all = new java.util.ArrayList<>(first);
    all.addAll(List.of(more));
    return all.toArray();
  }

  private static Table failing(Supplier<RuntimeException> with) {
    return (Table)
        Proxy.newProxyInstance(
            Table.class.getClassLoader(),
            new Class<?>[] {Table.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) return null;
              throw with.get();
            });
  }

  private void deny(Op op, String bucket) {
    world.store.breakWith(call ->
        call.op() == op && call.bucket().equals(bucket)
            ? new StoreFault.Fails(() ->
                InMemoryObjectStore.failure(FailureClass.DENIED, "AccessDenied", op + " denied"))
            : new StoreFault.None());
  }

  @Test
  void it_only_reads() {
    Queue<Op> store = new ConcurrentLinkedQueue<>();
    world.store.breakWith((StoreCall call) -> {
      store.add(call.op());
      return new StoreFault.None();
    });
    Queue<String> table = new ConcurrentLinkedQueue<>();
    world.reached =
        (Table)
            Proxy.newProxyInstance(
                Table.class.getClassLoader(),
                new Class<?>[] {Table.class},
                (proxy, method, arguments) -> {
                  table.add(method.getName());
                  try {
                    return method.invoke(world.table, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    assertThat(world.run("plan", world.job()).exit()).isZero();
    assertThat(store)
        .isNotEmpty()
        .allMatch(Set.of(Op.BUCKET, Op.LIST, Op.HEAD, Op.GET, Op.TAGS)::contains);
    assertThat(table)
        .contains("get", "read", "query", "index")
        .allMatch(Set.of("get", "read", "query", "index", "close")::contains);
    var queues = world.queues.requests();
    assertThat(queues.others()).as("looks at the depth").isEqualTo(4);
    assertThat(queues.total()).isEqualTo(queues.others());
    assertThat(world.ledger.runs().all()).isEmpty();
  }

  @Test
  void a_person_reads_it_on_one_screen() {
    Ran ran = world.run("plan", world.job());
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out().lines()).hasSizeLessThan(40).allMatch(line -> line.length() <= 100);
    assertThat(ran.out())
        .contains("512 objects, counted")
        .contains("1 object, counted")
        .contains("16 first cuts, 2 of them with objects")
        .contains("512 copies under $0.01")
        .contains("of S3's): ledger under $0.01, queues under $0.01")
        .contains("prices of us-east-1, November 2026; without storage")
        .contains("a worker is an m5.4xlarge, $0.768 an hour on demand")
        .contains("13 of 13 reads that were tried are granted")
        .contains(
            "on arn:aws:s3:::copies/*:\n            s3:PutObject, s3:ListMultipartUploadParts,"
                + " s3:AbortMultipartUpload, s3:PutObjectTagging\n")
        .contains("on arn:aws:sqs:*:*:longhaul-default-*");
  }

  @Test
  void it_says_that_it_counts_what_the_job_does_not_mean() {
    String said = "what 'select' leaves out is counted here as if it were copied";
    assertThat(world.run("plan", world.job()).out()).doesNotContain(said);
    Ran ran = world.run("plan", world.job("select: {include: [\"0**\"]}"));
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out()).contains(said).contains("512 objects, counted");
  }

  @Test
  void it_says_what_a_rename_costs() throws Exception {
    JsonNode plain = json();
    Ran ran = world.run("plan", world.job("copy: {rename: {regex: (.*), replace: new-$1}}"));
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("512 heads")
        .contains("copy.rename: a HEAD of the target for each object");
    assertThat(plain.at("/cost/s3/heads").asLong()).isZero();
    assertThat(ran.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void a_bad_pattern_is_one_line_with_file_field_and_what_to_do() {
    Ran ran = world.run("plan", world.job("select:", "  include: [\"logs/[a\"]"));
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .hasLineCount(1)
        .contains("job.yaml:5: select.include[0]: 'logs/[a': the [ at character 6 has no ]");
  }

  @Test
  void machines_have_their_price_and_one_without_is_refused() throws Exception {
    JsonNode json = json("--workers", "16", "--machine", "c6i.large");
    assertThat(json.at("/time/machine/hourlyDollars").asDouble()).isEqualTo(0.085);
    JsonNode fleet = json.at("/time/fleets/0");
    assertThat(fleet.at("/machineDollars").asDouble())
        .as("a minute at least")
        .isCloseTo(16 * 0.085 / 60, within(1e-9));
    assertThat(fleet.at("/standingDollars").asDouble()).isPositive();
    assertThat(json.at("/cost/coordination/shareOfS3").asDouble()).isBetween(0.01, 0.1);
    Ran ran = world.run("plan", world.job(), "--machine", "quantum.large");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err())
        .hasLineCount(1)
        .contains("--machine 'quantum.large': its price is not known here");
  }

  @Test
  void programs_read_the_same() throws Exception {
    JsonNode json = json("--workers", "3", "--copies-per-second", "64");
    assertThat(json.at("/source/objects/about").asLong()).isEqualTo(512);
    assertThat(json.at("/source/objects/exact").asBoolean()).isTrue();
    assertThat(json.at("/source/bytes/high").asLong()).isEqualTo(512 * 3);
    assertThat(json.at("/units/all").asLong()).isEqualTo(17);
    assertThat(json.at("/units/medium").asLong()).isEqualTo(16);
    assertThat(json.at("/cost/s3/writes").asLong()).isEqualTo(512);
    assertThat(json.at("/cost/coordination/ledgerWriteUnits").asLong()).isEqualTo(17 * 11);
    JsonNode fleet = json.at("/time/fleets/0");
    assertThat(fleet.get("seconds").asDouble()).isEqualTo(512 / 2.0 / 64);
    assertThat(fleet.get("bottleneck").asText()).isEqualTo("too few units: work for 2 workers");
  }

  @Test
  void reads_that_are_denied_are_named_by_action_and_arn() {
    deny(Op.HEAD, "orders");
    assertThat(world.run("plan", world.job()).out())
        .contains("MISSING s3:GetObject on arn:aws:s3:::orders/*");
    deny(Op.LIST, "copies");
    Ran ran = world.run("plan", world.job());
    assertThat(ran.exit()).isZero();
    assertThat(ran.out())
        .contains("unknown: LIST denied")
        .contains("MISSING s3:ListBucket on arn:aws:s3:::copies");
  }

  @Test
  void a_denied_table_is_named_and_no_reason_to_stop() {
    world.reached =
        failing(() ->
            new PermissionMissing(
                "dynamodb:Query", "table longhaul-default", Optional.of("ann"), null));
    Ran ran = world.run("plan", world.job());
    assertThat(ran.exit()).isZero();
    assertThat(ran.out())
        .contains(
            "MISSING dynamodb:Query on arn:aws:dynamodb:*:*:table/longhaul-default/index/open")
        .contains("9 of 13 reads");
  }

  @Test
  void a_stack_that_is_not_there_is_said_once_and_no_reason_to_stop() {
    world.reached = failing(() -> new NotDeployed("table longhaul-default", "region x", null));
    Ran ran = world.run("plan", world.job());
    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).containsOnlyOnce("not there: table longhaul-default does not exist");
  }

  @Test
  void credentials_that_the_ledger_refuses_are_no_missing_permission() {
    world.reached = failing(() -> new CredentialsRefused("ExpiredToken", null));
    assertThat(world.run("plan", world.job()).out())
        .contains("not known: ExpiredToken")
        .doesNotContain("MISSING");
  }

  @Test
  void a_source_that_cannot_be_read_is_one_line_and_exit_1() {
    deny(Op.LIST, "orders");
    Ran ran = world.run("plan", world.job());
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("source: s3://orders/ cannot be read: LIST denied");
    Path missing =
        world.file("m.yaml", "kind: s3-copy\nsource: s3://nowhere/\ntarget: s3://copies/\n");
    ran = world.run("plan", missing);
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains("source: there is no bucket 'nowhere'");
  }

  @Test
  void a_target_that_is_not_there_is_said() {
    Path job = world.file("m.yaml", "kind: s3-copy\nsource: s3://orders/\ntarget: s3://nowhere/\n");
    Ran ran = world.run("plan", job);
    assertThat(ran.exit()).isZero();
    assertThat(ran.out())
        .contains("there is no such bucket yet; make it: aws s3 mb s3://nowhere")
        .contains(
            "on arn:aws:s3:::nowhere:\n            s3:ListBucket,"
                + " s3:ListBucketMultipartUploads\n");
  }

  @Test
  void an_empty_source_is_no_failure() throws Exception {
    world.store.createBucket("orders");
    assertThat(world.run("plan", world.job()).out())
        .contains("0 objects, counted", "nothing to copy");
    assertThat(json().at("/units/cutsWithObjects").asLong()).isZero();
  }

  @Test
  void a_bad_job_file_or_argument_is_one_line_and_exit_2() {
    List<Ran> all =
        List.of(
            world.run("plan", world.file("b.yaml", "kind: s3-copy\nsource: 7\n")),
            world.run("plan", "none.yaml"),
            world.run("plan", world.job(), "--workers", "0"),
            world.run("plan", world.job(), "--workers", "many"),
            world.run("plan", world.job(), "--copies-per-second", "0"),
            world.run("plan", world.file("n.yaml", "kind: noop\nunits: 5\n")));
    for (Ran ran : all) {
      assertThat(ran.exit()).as(ran.err()).isEqualTo(2);
      assertThat(ran.out()).isEmpty();
      assertThat(ran.err().lines().filter(line -> line.startsWith("longhaul: "))).hasSize(1);
    }
  }
}
