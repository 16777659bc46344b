package io.longhaul.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.ledger.Finding.Sort;
import io.longhaul.ledger.memory.InMemoryTable;
import io.longhaul.unit.Claim;
import io.longhaul.unit.UnitRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditTest {
  private final InMemoryTable table = new InMemoryTable();
  private final LedgerScene s = new LedgerScene(table);
  private final List<Finding> found = new ArrayList<>();

  /** Five units of a stage, one done, one dead, one in hand; a unit that waits for them. */
  private List<UnitRef> units = List.of();

  private Audit.Audited audited = new Audit.Audited(0, 0, 0, 0);

  @BeforeEach
  void a_run_in_the_middle() throws InterruptedException {
    s.ledger.sessions().begin(LedgerScene.A, "host", 1, s.now.plus(Duration.ofHours(1)));
    units = s.staged(5);
    s.finish(units.get(0));
    s.kill(units.get(1));
    s.claim(units.get(2), LedgerScene.A);
    audit();
    assertThat(found).as("before anything was altered").isEmpty();
    assertThat(audited).isEqualTo(new Audit.Audited(7, 2, 0, 0));
  }

  private void audit() throws InterruptedException {
    audit(new Audit(table, s.ledger.units(), s.ledger.stages(), s.ledger.sessions()));
  }

  private void audit(Audit audit) throws InterruptedException {
    found.clear();
    audited = audit.audit(s.run, found::add);
  }

  private void alter(Key key, Change... changes) {
    assertThat(table.write(new Write.Update(key, List.of(), List.of(changes))))
        .isInstanceOf(Written.Applied.class);
  }

  private void unset(Key key, String attribute) {
    assertThat(
            table.write(
                new Write.Update(
                    key, List.of(new Condition.RowThere()), List.of(new Change.Remove(attribute)))))
        .isInstanceOf(Written.Applied.class);
  }

  private void remove(Key key) {
    table.write(new Write.Delete(key, List.of()));
  }

  private static Key key(UnitRef unit) {
    return LedgerKeys.unit(unit);
  }

  private String stage() {
    return s.rootRef().unit().value();
  }

  private void finds(Sort sort, String where, String what) throws InterruptedException {
    audit();
    assertThat(found)
        .anySatisfy(finding -> {
          assertThat(finding.sort()).isEqualTo(sort);
          assertThat(finding.where()).isEqualTo(where);
          assertThat(finding.what()).contains(what);
        });
    assertThat(audited.findings()).isEqualTo(found.size());
  }

  private String unit(int n) {
    return "unit " + units.get(n).unit();
  }

  @Test
  void a_counter_row_from_an_older_state_is_found_with_what_it_says_otherwise() throws Exception {
    Key shard = LedgerKeys.shard(s.run, stage(), 0);
    Row before = table.get(shard).orElseThrow();
    s.finish(units.get(3));
    alter(
        shard,
        new Change.Set(Shard.OPEN, before.number(Shard.OPEN)),
        new Change.Set("n.done", before.number("n.done")),
        new Change.Set("t.S.copied.o", before.number("t.S.copied.o")));
    finds(Sort.COUNTERS, "stage " + stage(), "counted 3 open, there are 2");
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().what())
        .contains("counted 1 done, there are 2")
        .contains("small sums to [", "copied=3/60", "copied=6/60");
  }

  @Test
  void a_counter_row_that_holds_no_number_is_found() throws Exception {
    alter(LedgerKeys.shard(s.run, stage(), 0), new Change.Set(Shard.OPEN, "many"));
    finds(Sort.COUNTERS, "stage " + stage(), "cannot be read");
  }

  @Test
  void a_row_that_nobody_can_read_is_found_and_the_others_are_recounted() throws Exception {
    alter(key(units.get(3)), new Change.Set(UnitRow.TIER, "HUGE"));
    finds(
        Sort.ROW,
        "row %s / U#%s".formatted(key(units.get(3)).partition(), units.get(3).unit()),
        "HUGE");
    finds(Sort.COUNTERS, "stage " + stage(), "1 of its rows cannot be read");
    assertThat(found).hasSize(2);
    assertThat(audited.units()).isEqualTo(7);
  }

  @Test
  void a_row_below_no_units_name_or_with_text_for_a_number_is_found() throws Exception {
    String partition = LedgerKeys.units(s.run, 3);
    alter(new Key(partition, "U#x\u001b"), new Change.Set("state", "PENDING"));
    alter(key(units.get(4)), new Change.Set(UnitRow.DUE, "soon"));
    audit();
    assertThat(found).filteredOn(finding -> finding.sort() == Sort.ROW).hasSize(2);
  }

  @Test
  void a_word_of_the_index_that_does_not_fit_the_state_is_found() throws Exception {
    alter(
        key(units.get(3)), new Change.Set(Attributes.INDEX_SORT, "R#gone#" + units.get(3).unit()));
    finds(Sort.WORD, unit(3), "is PENDING, and the index shows it as 'R#gone#");
    alter(
        key(units.get(0)),
        new Change.Set(Attributes.INDEX_PARTITION, s.run + "#0"),
        new Change.Set(Attributes.INDEX_SORT, "D#denied#" + units.get(0).unit()));
    finds(Sort.WORD, unit(0), "is DONE, and the index shows it as 'D#");
    unset(key(units.get(1)), Attributes.INDEX_PARTITION);
    finds(Sort.WORD, unit(1), "is DEAD");
    assertThat(found).hasSize(3);
  }

  @Test
  void a_unit_in_the_hand_of_a_session_that_is_gone_is_found() throws Exception {
    s.ledger.sessions().leave(LedgerScene.A);
    finds(Sort.HOLDER, unit(2), "session worker-a, which is not live");
    remove(LedgerKeys.session(LedgerScene.A));
    finds(Sort.HOLDER, unit(2), "session worker-a, which is not live");
    unset(key(units.get(2)), UnitRow.WORKER);
    finds(Sort.HOLDER, unit(2), "in nobody's hand");
  }

  @Test
  void a_unit_without_a_payload_that_can_be_read_is_found() throws Exception {
    alter(key(units.get(3)), new Change.Set(UnitRow.PAYLOAD, "{\"shape\":\"cube\"}"));
    finds(Sort.PAYLOAD, unit(3), "payload that cannot be read");
    unset(key(units.get(3)), UnitRow.PAYLOAD);
    finds(Sort.PAYLOAD, unit(3), "is PENDING without a payload");
    assertThat(found).hasSize(1);
  }

  @Test
  void a_child_that_is_not_there_is_found() throws Exception {
    remove(key(units.get(3)));
    finds(Sort.CHILD, "unit " + s.rootRef().unit(), "a child that it registered is not there");
    finds(Sort.COUNTERS, "stage " + stage(), "counted 3 open, there are 2");
  }

  @Test
  void a_unit_that_does_not_balance_is_found() throws Exception {
    alter(key(units.get(0)), new Change.Set(UnitRow.TALLY, "listed=5/500 copied=4/400"));
    finds(Sort.BALANCE, unit(0), "is DONE and does not balance");
  }

  @Test
  void a_stage_and_what_follows_it_that_do_not_fit_are_found() throws Exception {
    Key stage = LedgerKeys.stage(s.run, stage());
    alter(stage, new Change.Set(Stages.STATE, Stages.CLOSED));
    finds(Sort.NEXT, "stage " + stage(), "is CLOSED, and what follows it, unit");
    alter(stage, new Change.Set(Stages.STATE, Stages.OPEN), new Change.Set(Stages.NEXT, "none"));
    finds(Sort.NEXT, "stage " + stage(), "what follows it, 'none', is not there");
    finds(Sort.NEXT, "unit " + s.next().unit(), "is followed by another unit");
    remove(stage);
    finds(Sort.NEXT, "unit " + s.next().unit(), "which is not there");
    finds(Sort.COUNTERS, unit(3), "counts in stage " + stage() + ", which is not there");
  }

  @Test
  void a_mark_that_is_missing_is_found() throws Exception {
    s.cancelRun();
    unset(LedgerKeys.shard(s.run, Stages.ROOT, 7), Shard.CANCELLED);
    finds(Sort.MARK, "stage root", "15 of its 16 counter rows carry the mark");
    assertThat(found).hasSize(1);
  }

  @Test
  void a_run_that_is_over_while_units_are_open_is_found() throws Exception {
    alter(LedgerKeys.run(s.run), new Change.Set(Runs.STATE, RunState.CLOSED.name()));
    finds(Sort.RUN, "run " + s.run, "is CLOSED while units are open");
  }

  @Test
  void what_differs_only_because_it_moved_while_it_was_read_is_not_found() throws Exception {
    List<UnitRef> left = new ArrayList<>(List.of(units.get(3)));
    audit(
        of(
            TableBefore.query(
                table,
                partition -> {
                  if (partition.equals(slice(7)) && !left.isEmpty()) s.finish(left.removeFirst());
                })));
    assertThat(found).isEmpty();
    assertThat(audited.moving()).isZero();
  }

  @Test
  void what_moved_there_and_back_while_it_was_read_is_not_found() throws Exception {
    UnitRef unit =
        units.subList(3, 5).stream()
            .filter(one -> one.unit().slice() < 15)
            .findFirst()
            .orElseThrow();
    String its = slice(unit.unit().slice());
    List<Runnable> left =
        new ArrayList<>(List.of(() -> s.kill(unit), () -> s.redrive(unit, false)));
    audit(
        of(
            TableBefore.query(
                table,
                partition -> {
                  boolean due =
                      left.size() == 2 ? partition.equals(its) : partition.compareTo(its) > 0;
                  if (due && !left.isEmpty() && partition.startsWith("U#"))
                    left.removeFirst().run();
                })));
    assertThat(left).isEmpty();
    assertThat(found).isEmpty();
  }

  @Test
  void a_stage_that_keeps_changing_is_named_as_moving_and_nothing_is_said_of_its_counters()
      throws Exception {
    Key shard = LedgerKeys.shard(s.run, stage(), 0);
    int[] looks = {0};
    audit(
        of(
            TableBefore.snapshot(
                table,
                keys -> {
                  if (!keys.contains(shard)) return;
                  // as it is before the rows are read, and one more behind them
                  alter(shard, new Change.Set(Shard.OPEN, 3L + looks[0]++ % 2));
                })));
    assertThat(found).isEmpty();
    assertThat(audited.moving()).isEqualTo(1);
  }

  private Audit of(Table reached) {
    return new Audit(reached, new Units(reached), new Stages(reached), s.ledger.sessions());
  }

  private String slice(int slice) {
    return LedgerKeys.units(s.run, slice);
  }

  @Test
  void more_stages_than_one_reading_is_for_are_all_recounted() throws Exception {
    for (int n = 3; n < 5; n++) {
      Claim claim = s.claim(units.get(n), LedgerScene.A);
      LedgerScene.mine(s.splitWithNext(claim, 3));
    }
    Audit one = new Audit(table, s.ledger.units(), s.ledger.stages(), s.ledger.sessions(), 1);
    audit(one);
    assertThat(found).isEmpty();
    assertThat(audited.stages()).isEqualTo(4);
    assertThat(audited.units()).isEqualTo(15);
    alter(LedgerKeys.shard(s.run, units.get(3).unit().value(), 0), new Change.Add(Shard.OPEN, 1));
    alter(LedgerKeys.shard(s.run, units.get(4).unit().value(), 0), new Change.Add(Shard.OPEN, 1));
    audit(one);
    assertThat(found)
        .hasSize(2)
        .allMatch(finding -> finding.what().equals("counted 4 open, there are 3"));
  }

  @Test
  void an_interrupt_ends_it_between_two_pages() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(this::audit).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }
}
