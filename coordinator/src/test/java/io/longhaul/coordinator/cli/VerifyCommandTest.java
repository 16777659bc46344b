package io.longhaul.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.coordinator.cli.World.Ran;
import io.longhaul.job.CompareOptions;
import io.longhaul.job.CompareOptions.Attributes;
import io.longhaul.job.CompareOptions.By;
import io.longhaul.job.CopyOptions.Route;
import io.longhaul.job.Cut;
import io.longhaul.job.JobJson;
import io.longhaul.job.S3CopyJob;
import io.longhaul.job.S3VerifyJob;
import io.longhaul.kind.Kinds;
import io.longhaul.ledger.ClaimAnswer;
import io.longhaul.ledger.LedgerAudit;
import io.longhaul.ledger.Settlement;
import io.longhaul.ledger.UnitRow;
import io.longhaul.unit.Claim;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Payload.Keys;
import io.longhaul.unit.Payload.Listed;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitState;
import io.longhaul.unit.WorkerId;
import io.longhaul.verify.BytesSoFar;
import io.longhaul.verify.Difference;
import io.longhaul.verify.Difference.In;
import io.longhaul.verify.Difference.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyCommandTest {
  private static final RunName VERIFY = new RunName("orders-verify");
  private static final Instant THEN = Instant.parse("2026-11-02T08:00:00Z");
  private static final Side SOURCE = new Side(5, "abc", THEN);
  private static final Side TARGET = new Side(5, "abd", THEN.plusSeconds(9));

  @TempDir private Path folder;
  private World world;

  @BeforeEach
  void aRunThatCopied() throws InterruptedException {
    world = new World(folder);
    world.kinds = Kinds.ALL::named;
    world.run(
        "submit",
        world.job("cut: {by: prefixes, prefixes: [a]}", "copy: {route: streamed}"),
        "--name",
        "orders");
    world.work(DeadWorld::copied);
    world.run("watch", "orders");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select: {exclude: [\"*.tmp\"]}",
        "copy: {rename: {regex: \"(.*)\", replace: \"$1\"}}",
        "keep: {encryption: sse-s3}",
        "cut: {by: manifest, manifest: list.csv}",
        "cut: {by: prefixes, list: prefixes.txt}"
      })
  void a_run_that_did_not_mean_all_of_its_source_is_verified_by_what_it_meant(String lines)
      throws Exception {
    world.file("list.csv", "orders,a\n");
    world.file("prefixes.txt", "a\nb\n");
    assertThat(world.run("submit", world.job(lines), "--name", "some").exit()).isZero();
    Ran ran = world.run("verify", "some");
    assertThat(ran.exit()).as(ran.err()).isZero();
    S3CopyJob copy =
        (S3CopyJob) JobJson.read(world.ledger.runs().job(new RunName("some"))).options();
    S3VerifyJob verify = verified("some-verify");
    assertThat(verify).isEqualTo(S3VerifyJob.of(copy, CompareOptions.DEFAULT));
    boolean blind = lines.contains("rename") || lines.contains("manifest");
    if (blind) assertThat(ran.err()).contains("what only the target has cannot be told");
    else assertThat(ran.err()).doesNotContain("cannot be told");
    assertThat(world.run("report", "some-verify").out().contains("not told: what only the target"))
        .isEqualTo(blind);
  }

  @Test
  void a_job_file_that_verifies_a_list_is_pinned_to_it_as_one_that_copies_is() {
    world.file("list.csv", "orders,a\norders,b\n");
    world.file(
        "job.yaml",
        "kind: s3-verify\nsource: s3://orders/\ntarget: s3://copies/\n"
            + "cut: {by: manifest, manifest: list.csv}\n");
    Ran ran = world.run("submit", folder.resolve("job.yaml"), "--name", "listed");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(((Cut.Manifest) verified("listed").cut()).keys()).containsExactly("a", "b");
  }

  private S3VerifyJob verified(String run) {
    return (S3VerifyJob) JobJson.read(world.ledger.runs().job(new RunName(run))).options();
  }

  @Test
  void it_is_a_run_of_its_own_of_the_job_that_the_run_has_pinned() throws Exception {
    world.job("cut: {by: hex, depth: 2}"); // the file may have changed since
    Ran ran = world.run("verify", "orders");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out())
        .isEqualTo(
            "run orders-verify: 1 unit registered; './longhaul watch orders-verify' follows it\n");
    assertThat(ran.err()).contains("nobody works on it").doesNotContain("is not over");
    S3VerifyJob job = verified("orders-verify");
    assertThat(job.source().bucket()).isEqualTo("orders");
    assertThat(job.target().bucket()).isEqualTo("copies");
    assertThat(job.cut()).isEqualTo(new Cut.Prefixes(List.of("a")));
    assertThat(job.route()).isEqualTo(Route.STREAMED);
    assertThat(job.compare()).isEqualTo(CompareOptions.DEFAULT);
    assertThat(world.received()).hasSize(1);
    assertThat(world.store.all("copies")).as("it only reads").isEmpty();
  }

  @Test
  void bytes_and_attributes_are_asked_for_and_the_name_chosen() {
    Ran ran = world.run("verify", "orders", "--bytes", "--attributes", "--name", "again");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(verified("again").compare())
        .isEqualTo(new CompareOptions(By.BYTES, Attributes.COMPARE));
    Ran other = world.run("verify", "orders", "--name", "again");
    assertThat(other.exit()).isEqualTo(2);
    assertThat(other.err()).contains("compare.by: bytes -> etag");
  }

  @Test
  void again_while_it_is_open_it_goes_on_and_once_it_is_over_it_wants_a_fresh_name()
      throws Exception {
    world.run("verify", "orders", "--detach");
    Ran again = world.run("verify", "orders", "--json");
    assertThat(again.out()).isEqualTo("{\"run\":\"orders-verify\",\"outcome\":\"resumed\"}\n");
    work(VerifyCommandTest::equal);
    assertThat(world.run("watch", "orders-verify").exit()).isZero();
    Ran over = world.run("verify", "orders");
    assertThat(over.exit()).isEqualTo(2);
    assertThat(over.out()).isEmpty();
    assertThat(over.err())
        .contains("run 'orders-verify' is there and over (closed)")
        .contains("'./longhaul report orders-verify'")
        .contains("give it a fresh name by --name");
    assertThat(world.run("verify", "orders", "--name", "orders-verify-2").exit()).isZero();
  }

  @Test
  void a_dry_run_changes_nothing() {
    Ran ran = world.run("verify", "orders", "--dry-run");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).contains("submitting would register it");
    assertThat(world.ledger.runs().find(VERIFY)).isEmpty();
  }

  @Test
  void a_run_that_is_not_over_is_verified_and_it_is_said() {
    world.run("submit", folder.resolve("job.yaml"), "--name", "open", "--detach");
    Ran ran = world.run("verify", "open");
    assertThat(ran.exit()).isZero();
    assertThat(ran.err()).contains("run open is not over: what it has not copied yet will be miss");
  }

  @Test
  void a_run_that_is_not_there_or_copied_nothing_is_refused() {
    Ran none = world.run("verify", "none");
    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.err()).contains("there is no run 'none'");
    world.run("verify", "orders");
    Ran verify = world.run("verify", "orders-verify");
    assertThat(verify.exit()).isEqualTo(2);
    assertThat(verify.err()).contains("is of kind s3-verify; name a run of s3-copy");
    String long_ = "o".repeat(60);
    world.run("submit", folder.resolve("job.yaml"), "--name", long_);
    Ran tooLong = world.run("verify", long_);
    assertThat(tooLong.exit()).isEqualTo(2);
    assertThat(tooLong.err()).contains("choose it by --name");
  }

  @Test
  void a_bucket_that_is_gone_is_refused_before_anything_is_registered() {
    world.file("job.yaml", "kind: s3-verify\nsource: s3://orders/\ntarget: s3://nowhere/\n");
    Ran ran = world.run("submit", folder.resolve("job.yaml"), "--name", "gone");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("target: there is no bucket 'nowhere'");
  }

  // What it found.

  /** Settles whatever is pending, whether a message speaks of it or not. */
  private void work(Function<Claim, Settlement> settle) {
    WorkerId worker = new WorkerId("worker");
    Instant now = world.time.now();
    for (UnitRow unit : world.ledger.units().page(VERIFY, null, 100)) {
      if (unit.state() != UnitState.PENDING) continue;
      Claim claim =
          ((ClaimAnswer.Won)
                  world.ledger.units().claim(unit.ref(), worker, "t" + unit.fence(), 3, now))
              .claim();
      world.ledger.settlements().settle(settle.apply(claim), now);
    }
  }

  private static Settlement equal(Claim claim) {
    return new Settlement.Done(
        claim, Tally.of(Fate.LISTED, 9, 90).with(Fate.EQUAL, 9, 90).with(Fate.TIMED, 2, 20));
  }

  /** As a worker settles a range, and the units of what differs in it. */
  private static Settlement differing(Claim claim) {
    if (claim.payload() instanceof Keys keys) {
      FailureClass failure = keys.alone();
      if (failure == null) throw new AssertionError(keys);
      return new Settlement.Dead(claim, failure, "differs in etag: 'a=1'");
    }
    List<NewUnit> units =
        List.of(
            unit(FailureClass.DIFFERENT, "a=1", new Difference(Set.of(In.ETAG), SOURCE, TARGET)),
            unit(FailureClass.MISSING, "=cmd", new Difference(Set.of(), SOURCE, null)),
            unit(FailureClass.EXTRA, "a,2", new Difference(Set.of(), null, TARGET)));
    Tally tally =
        Tally.of(Fate.LISTED, 12, 105)
            .with(Fate.EQUAL, 9, 90)
            .with(Fate.TIMED, 2, 20)
            .with(Fate.FORWARDED, 3, 15);
    return new Settlement.Split(claim, tally, units, Optional.empty(), 2);
  }

  private static NewUnit unit(FailureClass failure, String key, Difference difference) {
    Listed object = new Listed(key, 5, difference.write());
    return new NewUnit(new Keys(List.of(object), failure), Tier.SMALL);
  }

  private void verifyDiffering(String... more) throws InterruptedException {
    List<String> words = new java.util.ArrayList<>(List.of("verify", "orders"));
    words.addAll(List.of(more));
    assertThat(world.run(words.toArray()).exit()).isZero();
    work(VerifyCommandTest::differing);
    work(VerifyCommandTest::differing);
    assertThat(world.run("watch", "orders-verify").exit()).isEqualTo(3);
  }

  @Test
  void report_writes_each_difference_guarded_and_says_by_what_the_others_are_equal()
      throws Exception {
    verifyDiffering("--attributes");
    Ran report = world.run("report", "orders-verify", "--out", "out");
    assertThat(report.exit()).isEqualTo(3);
    assertThat(report.out())
        .contains("12 listed = 9 equal + 3 dead")
        .contains("equal: 7 by ETag, 2 by size alone; content headers, metadata and tags were");
    assertThat(report.err()).contains("differences.csv: 3 objects");
    String csv = Files.readString(folder.resolve("out/differences.csv"));
    assertThat(csv.lines().toList())
        .hasSize(4)
        .contains(
            "key,difference,source-size,source-etag,source-modified,target-size,target-etag,"
                + "target-modified,unit")
        .anyMatch(line ->
            line.startsWith("a=1,etag,5,abc,2026-11-02T08:00:00Z,5,abd,2026-11-02T08:00:09Z,"))
        .anyMatch(line -> line.startsWith("\"'=cmd\",missing,5,abc,2026-11-02T08:00:00Z,,,,"))
        .anyMatch(line -> line.startsWith("\"a,2\",extra,,,,5,abd,2026-11-02T08:00:09Z,"));
    assertThat(Files.readString(folder.resolve("out/report.csv")))
        .contains("fate,equal-by-size,medium,,2,20");
    JsonNode json =
        new ObjectMapper().readTree(Files.readString(folder.resolve("out/report.json")));
    assertThat(json.required("equalBy").toString()).isEqualTo("{\"etag\":7,\"size\":2}");
    StatusAndReportTest.assertValid(json.toString());
    Ran dead = world.run("dead", "orders-verify", "--export", "csv", "--out", "dead.csv");
    assertThat(dead.exit()).as(dead.err()).isZero();
    assertThat(Files.readString(folder.resolve("dead.csv")).lines()).hasSize(4);
  }

  /** As a worker settles a range whose one large object may not be read to its end. */
  private static Settlement readHalf(Claim claim) {
    if (claim.payload() instanceof Keys) {
      return new Settlement.Dead(claim, FailureClass.DENIED, "s3:GetObject denied: 'a=1'");
    }
    Listed half = new Listed("a=1", 5, new BytesSoFar(3, "abc", "abd").write());
    NewUnit unit = new NewUnit(new Keys(List.of(half)), Tier.SMALL);
    Tally tally = Tally.of(Fate.LISTED, 1, 5).with(Fate.FORWARDED, 1, 5);
    return new Settlement.Split(claim, tally, List.of(unit), Optional.empty(), 3);
  }

  @Test
  void what_was_read_half_is_no_difference_and_its_row_can_be_read() throws Exception {
    world.run("verify", "orders", "--bytes");
    work(VerifyCommandTest::readHalf);
    work(VerifyCommandTest::readHalf);
    assertThat(world.run("watch", "orders-verify").exit()).isEqualTo(3);
    assertThat(world.run("report", "orders-verify", "--out", "out").exit()).isEqualTo(3);
    assertThat(Files.readAllLines(folder.resolve("out/differences.csv"))).hasSize(1);
    Ran dead = world.run("dead", "orders-verify");
    assertThat(dead.err()).doesNotContain("cannot be read");
    assertThat(dead.out()).contains("denied: 1 unit");
  }

  @Test
  void a_run_that_copied_has_no_such_file() {
    world.run("report", "orders", "--out", "out");
    assertThat(folder.resolve("out")).isDirectoryNotContaining("glob:**/differences.csv");
  }

  @Test
  void a_redrive_says_that_objects_are_copied_and_what_is_never_deleted() throws Exception {
    verifyDiffering();
    Ran dry = world.run("redrive", "orders-verify", "--dry-run");
    assertThat(dry.err())
        .contains("would redrive 3 units")
        .contains("2 objects would be copied over what is at the target, newer or not")
        .contains("1 object at the target alone would be looked at again; none is ever deleted");
    assertThat(world.ledger.runs().counts(VERIFY).units(UnitState.DEAD)).isEqualTo(3);
    Ran ran = world.run("redrive", "orders-verify", "--class", "missing");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.err()).contains("1 object will be copied").doesNotContain("at the target alone");
    List<Integer> redriven = new java.util.ArrayList<>();
    work(claim -> {
      redriven.add(claim.redriven());
      return new Settlement.Done(claim, Tally.of(Fate.RECEIVED, 1, 5).with(Fate.COPIED, 1, 5));
    });
    assertThat(redriven).containsExactly(1);
    new LedgerAudit(world.table).check(VERIFY);
    Ran rest = world.run("redrive", "orders-verify", "--json");
    assertThat(rest.out()).contains("\"redriven\":2,\"toCopy\":1,");
    Ran copies = world.run("redrive", "orders", "--dry-run");
    assertThat(copies.err()).doesNotContain("copied over");
  }

  @Test
  void the_remedy_of_each_class_names_what_to_look_at_and_what_to_run() throws Exception {
    verifyDiffering();
    assertThat(world.run("dead", "orders-verify").out())
        .contains("'./longhaul report orders-verify --out report'")
        .contains("to copy them, './longhaul redrive orders-verify --class different'")
        .contains(
            "nothing is ever deleted: delete them by hand, or leave them; then './longhaul"
                + " dead orders-verify --class extra --accept WHY'");
  }
}
