package io.longhaul.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.coordinator.cli.World.Ran;
import io.longhaul.ledger.Settlement;
import io.longhaul.ledger.Sizing;
import io.longhaul.ledger.Sizing.Decision;
import io.longhaul.ledger.Sizing.Wish;
import io.longhaul.unit.Fate;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tally;
import io.longhaul.unit.WorkerId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A fleet that is sized by itself: begun, shown and ended by commands. */
@Timeout(60)
class FleetSizingTest {
  private static final WorkerId HOLDER = new WorkerId("worker-1");

  @TempDir private Path folder;
  private World world;

  @BeforeEach
  void aGroupWithoutMachines() {
    world = new World(folder);
    world.environment.put("USER", "ann");
    world.fleet.make(0, 32, "m5.4xlarge");
  }

  private Optional<Sizing> sizing() {
    return world.ledger.sizings().find();
  }

  private Wish wish() {
    return sizing().orElseThrow().wish();
  }

  private int wanted() {
    return world.fleet.group.orElseThrow().wanted();
  }

  @Test
  void until_a_time_it_begins_with_one_and_may_have_as_many_as_the_group_takes() {
    Instant now = world.time.now();
    Ran ran = world.run("fleet", "launch", "--finish-by", "6h");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("price: at most $24.58 an hour")
        .contains("is sized by itself: at most 32, all over by 2026-11-02T14:00:00Z\n")
        .endsWith("1 are wanted, 0 before\n");
    assertThat(wanted()).isOne();
    assertThat(wish().finishBy().orElseThrow())
        .isBetween(now.plus(Duration.ofHours(6)), world.time.now().plus(Duration.ofHours(6)));
    assertThat(wish().max()).isEqualTo(32);
    assertThat(wish().by()).startsWith("ann on ");
    assertThat(sizing().orElseThrow().decision().orElseThrow().wanted()).isOne();
  }

  @Test
  void the_most_and_the_first_size_are_said_or_taken_from_what_is() {
    assertThat(world.run("fleet", "launch", "--auto", "max=8", "--workers", 3).exit()).isZero();
    assertThat(wanted()).isEqualTo(3);
    assertThat(wish().max()).isEqualTo(8);
    assertThat(wish().finishBy()).isEmpty();

    Ran until =
        world.run("fleet", "scale", "--finish-by", "2026-11-03T06:00:00Z", "--auto", "max=2");
    assertThat(until.exit()).as(until.err()).isZero();
    assertThat(until.out())
        .contains("is over: sized by itself, at most 8, all over in about an hour; wished by ann")
        .contains("is sized by itself: at most 2, all over by 2026-11-03T06:00:00Z\n");
    assertThat(wanted()).isEqualTo(2);
    assertThat(wish().finishBy()).contains(Instant.parse("2026-11-03T06:00:00Z"));
  }

  @Test
  void with_none_wanted_a_scale_begins_with_one_where_a_run_is_open() throws Exception {
    Ran none = world.run("fleet", "scale", "--auto", "max=8");
    assertThat(none.out()).endsWith("0 are wanted, 0 before\n");
    assertThat(none.err())
        .contains("none is wanted, so nobody looks until './longhaul watch RUN' or another")
        .contains("'./longhaul fleet launch --auto max=N'");

    world.run("submit", world.job(), "--name", "orders");
    assertThat(world.run("fleet", "scale", "--auto", "max=8", "--dry-run").out())
        .endsWith("would want 1, 0 are wanted now\n");
    Ran one = world.run("fleet", "scale", "--auto", "max=8");
    assertThat(one.out()).endsWith("1 are wanted, 0 before\n");
    assertThat(one.err()).doesNotContain("nobody looks");
    Ran said = world.run("fleet", "scale", 0, "--auto", "max=8");
    assertThat(said.out()).as("as was said").endsWith("0 are wanted, 1 before\n");
  }

  @Test
  void the_limit_holds_for_the_most_that_there_may_be() {
    Ran dear = world.run("fleet", "launch", "--auto", "max=16", "--max-hourly", 12);
    assertThat(dear.exit()).isEqualTo(1);
    assertThat(dear.err()).contains("above the limit of $12.00 an hour");
    Ran tooMany = world.run("fleet", "launch", "--auto", "max=33");
    assertThat(tooMany.err()).contains("takes 0 to 32 workers, not 33");
    assertThat(sizing()).isEmpty();
    assertThat(wanted()).isZero();
    assertThat(world.run("fleet", "launch", "--auto", "max=15", "--max-hourly", 12).exit())
        .isZero();
  }

  @Test
  void what_cannot_be_is_named_and_nothing_is_changed() {
    assertThat(world.run("fleet", "launch").err())
        .contains("say how many: --workers N, or --finish-by TIME or --auto max=N");
    assertThat(world.run("fleet", "scale").err()).contains("say how many: N, or --finish-by TIME");
    assertThat(world.run("fleet", "launch", "--auto", "8").err())
        .contains("--auto '8': write max=N, N from 1 to 1,000, such as max=32");
    for (String time : new String[] {"soon", "0m", "100d", "2026-11-02T07:00:00Z"}) {
      Ran wrong = world.run("fleet", "launch", "--finish-by", time);
      assertThat(wrong.exit()).isEqualTo(2);
      assertThat(wrong.err()).contains("--finish-by '" + time + "': write how long it may take");
    }
    assertThat(world.run("fleet", "launch", "--auto", "max=8", "--workers", 9).err())
        .contains("9 workers are more than the 8 that there may be");
    assertThat(sizing()).isEmpty();
    assertThat(wanted()).isZero();
  }

  @Test
  void a_dry_run_says_what_would_begin_and_end() {
    Ran begun = world.run("fleet", "launch", "--auto", "max=8", "--dry-run");
    assertThat(begun.out())
        .contains("would be sized by itself: at most 8, all over in about an hour\n")
        .endsWith("would want 1, 0 are wanted now\n");
    assertThat(sizing()).isEmpty();
    world.run("fleet", "launch", "--auto", "max=8");
    for (String command : new String[] {"scale 3", "drain --all", "terminate"}) {
      Ran ended = world.run((Object[]) ("fleet " + command + " --dry-run").split(" "));
      assertThat(ended.out()).as(command).contains("would be over: sized by itself, at most 8");
    }
    assertThat(sizing()).isPresent();
  }

  @Test
  void a_plain_number_ends_it_also_where_that_many_are_wanted_already() {
    world.run("fleet", "launch", "--auto", "max=8", "--workers", 3);
    Ran plain = world.run("fleet", "scale", 3);
    assertThat(plain.exit()).isZero();
    assertThat(plain.out())
        .contains("is over: sized by itself, at most 8")
        .endsWith("3 are wanted, 3 before\n");
    assertThat(sizing()).isEmpty();
    world.run("fleet", "launch", "--auto", "max=8");
    assertThat(world.run("fleet", "launch", "--workers", 4).out()).contains("is over: sized by");
    assertThat(sizing()).isEmpty();
    assertThat(wanted()).isEqualTo(4);
  }

  @Test
  void a_drain_of_all_and_an_end_of_all_end_it_and_the_drain_of_one_does_not() {
    for (String command : new String[] {"drain --all", "terminate"}) {
      world.run("fleet", "launch", "--auto", "max=8", "--workers", 3);
      String one = world.fleet.members.getFirst().id();
      Ran named = world.run("fleet", "drain", "--instance", one);
      assertThat(named.exit()).isZero();
      assertThat(named.err())
          .contains(
              "the fleet is sized by itself, so another may come in its place; './longhaul fleet"
                  + " scale N' ends that\n");
      assertThat(sizing()).isPresent();
      Ran ran = world.run((Object[]) ("fleet " + command).split(" "));
      assertThat(ran.exit()).as(ran.err()).isZero();
      assertThat(ran.out()).contains("is over: sized by itself, at most 8");
      assertThat(sizing()).isEmpty();
      assertThat(wanted()).isZero();
    }
  }

  /** Else what is told late would undo what a person has set. */
  @Test
  void whoever_ends_it_waits_for_a_number_that_is_on_its_way() {
    world.run("fleet", "launch", "--auto", "max=8");
    Instant now = world.time.now();
    long fence = world.ledger.sizings().take(HOLDER, now, now.plusSeconds(90)).orElseThrow();
    Instant until = now.plusMillis(50);
    Decision more = decision(8, Optional.empty());
    assertThat(world.ledger.sizings().decide(HOLDER, fence, wish(), more, Optional.of(until)))
        .isTrue();
    world.run("fleet", "scale", 0);
    assertThat(world.time.now()).isAfterOrEqualTo(until);
    assertThat(wanted()).isZero();
  }

  private Decision decision(int wanted, Optional<Instant> ends) {
    return new Decision(wanted, world.time.now(), 3_400, OptionalDouble.of(0.1517), ends);
  }

  @Test
  void ls_shows_whose_wish_it_is_what_was_decided_and_that_it_will_be_late() throws Exception {
    world.run("fleet", "launch", "--finish-by", "6h");
    assertThat(world.run("fleet", "ls").out())
        .contains("sized by itself: at most 32, all over by 2026-11-02T14:00:00Z; wished by ann on")
        .contains("sized by itself: 1 wanted for 0 open units\n");
    Instant now = world.time.now();
    long fence = world.ledger.sizings().take(HOLDER, now, now.plusSeconds(90)).orElseThrow();
    Instant ends = Instant.parse("2026-11-02T15:30:00Z");
    world
        .ledger
        .sizings()
        .decide(HOLDER, fence, wish(), decision(12, Optional.of(ends)), Optional.empty());
    assertThat(world.run("fleet", "ls").out())
        .contains(
            "sized by itself: 12 wanted for 3,400 open units, 9.1/min a busy worker, over at about"
                + " 2026-11-02T15:30:00Z\n")
        .contains("late: it will not be over by 2026-11-02T14:00:00Z with 32, it will be about")
        .contains("'longhaul fleet scale --finish-by TIME --auto max=N'");
    JsonNode json =
        new ObjectMapper().readTree(world.run("fleet", "ls", "--json").out()).required("sizing");
    assertThat(json.required("late").asBoolean()).isTrue();
    assertThat(json.required("wanted").asInt()).isEqualTo(12);
    assertThat(json.required("perMinute").asDouble()).isEqualTo(9.102);
    assertThat(json.required("ends").asText()).isEqualTo(ends.toString());
    world.run("fleet", "scale", 0);
    assertThat(world.run("fleet", "ls", "--json").out()).contains("\"sizing\":null");
  }

  @Test
  void a_watch_sizes_it_where_no_machine_is_left_that_would() throws Exception {
    world.environment.put("LONGHAUL_SESSION", "3600"); // this clock runs while a round is under way
    world.run("submit", world.job(), "--name", "orders");
    world.run("fleet", "launch", "--auto", "max=8", "--workers", 2);
    world.fleet.want(0); // its machines ended themselves
    ReentrantLock finishing = new ReentrantLock();
    world.whenAsked =
        () -> {
          if (wanted() == 0 || !finishing.tryLock()) return;
          try {
            finish(); // each time: who has no session loses what is swept meanwhile
          } finally {
            finishing.unlock();
          }
        };
    Ran ran = world.run("watch", "orders");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("the fleet: 2 wanted for ");
    assertThat(world.ledger.duties().holder("sizing")).isEmpty();
    assertThat(world.ledger.runs().find(new RunName("orders")).orElseThrow().state().over())
        .isTrue();
  }

  private void finish() {
    try {
      world.work(claim ->
          new Settlement.Done(claim, Tally.of(Fate.LISTED, 10, 1000).with(Fate.COPIED, 10, 1000)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
