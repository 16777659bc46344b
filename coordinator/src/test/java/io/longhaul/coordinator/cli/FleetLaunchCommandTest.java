package io.longhaul.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.coordinator.cli.World.Ran;
import io.longhaul.coordinator.fleet.Finding;
import io.longhaul.coordinator.fleet.Member;
import io.longhaul.unit.WorkerId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetLaunchCommandTest {
  @TempDir private Path folder;
  private World world;

  @BeforeEach
  void aGroupWithoutMachines() {
    world = new World(folder);
    world.fleet.make(0, 32, "m5.4xlarge", "m6i.4xlarge");
  }

  @Test
  void sixteen_are_wanted_and_what_comes_next_is_said() {
    Ran ran = world.run("fleet", "launch", "--workers", 16, world.job());
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("ok          group: longhaul-test takes 0 to 32, 0 wanted now\n")
        .contains(
            "ok          price: at most $12.29 an hour on demand (us-east-1, November 2026); no"
                + " limit is set\n")
        .contains("not checked region: where bucket orders is: it is not in AWS\n")
        .endsWith("\n16 are wanted, 0 before\n");
    assertThat(ran.err())
        .contains("they come within minutes: './longhaul fleet ls' shows them;")
        .contains("/job.yaml --name RUN --detach' gives them work;");
    assertThat(world.fleet.members).hasSize(16);
  }

  @Test
  void the_same_again_changes_nothing() {
    world.run("fleet", "launch", "--workers", 3);
    Ran again = world.run("fleet", "launch", "--workers", 3);
    assertThat(again.exit()).isZero();
    assertThat(again.out()).endsWith("3 are wanted already; './longhaul fleet ls' shows them\n");
    assertThat(world.fleet.members).hasSize(3);
  }

  @Test
  void a_dry_run_looks_and_launches_none() {
    Ran ran = world.run("fleet", "launch", "--workers", 16, "--dry-run", "--stack", "test");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).endsWith("\nwould want 16, 0 are wanted now\n");
    assertThat(world.fleet.members).isEmpty();
  }

  @Test
  void a_stack_without_a_group_is_to_be_deployed_first() {
    world.fleet.group = Optional.empty();
    Ran ran = world.run("fleet", "launch", "--workers", 16, "--stack", "test");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out()).startsWith("refused     group: there is none in memory;");
    assertThat(ran.err())
        .contains("longhaul: nothing was changed: group: there is none in memory;")
        .contains("'./longhaul infra deploy --stack test' makes it");
  }

  @Test
  void more_than_the_group_takes_is_refused() {
    Ran ran = world.run("fleet", "launch", "--workers", 33);
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains("group longhaul-test takes 0 to 32 workers, not 33");
    assertThat(world.fleet.members).isEmpty();
  }

  @Test
  void a_launch_never_makes_them_fewer() {
    world.run("fleet", "launch", "--workers", 3);
    Ran ran = world.run("fleet", "launch", "--workers", 2);
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err())
        .contains("3 are wanted already, so 2 is no launch; './longhaul fleet scale 2' makes");
    assertThat(world.fleet.members).hasSize(3);
  }

  @Test
  void what_could_cost_more_than_the_limit_is_refused_wherever_that_was_set() {
    Ran flag = world.run("fleet", "launch", "--workers", 16, "--max-hourly", "12");
    assertThat(flag.exit()).isEqualTo(1);
    assertThat(flag.err())
        .contains("price: up to $12.29 an hour on demand")
        .contains("above the limit of $12.00 an hour; launch fewer, or raise it");
    world.environment.put("LONGHAUL_MAX_HOURLY", "12");
    assertThat(world.run("fleet", "launch", "--workers", 16).exit()).isEqualTo(1);
    assertThat(world.fleet.members).isEmpty();
    assertThat(world.run("fleet", "launch", "--workers", 15).exit()).isZero();
    assertThat(world.run("fleet", "launch", "--workers", 16, "--max-hourly", 13).exit()).isZero();
    assertThat(world.fleet.members).hasSize(16);
  }

  @Test
  void a_limit_that_is_no_number_is_named() {
    Ran ran = world.run("fleet", "launch", "--workers", 1, "--max-hourly", "much");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("--max-hourly 'much': write dollars an hour, such as 15");
    world.environment.put("LONGHAUL_MAX_HOURLY", "-1");
    assertThat(world.run("fleet", "launch", "--workers", 1).err())
        .contains("LONGHAUL_MAX_HOURLY '-1': write dollars an hour");
  }

  @Test
  void a_price_that_is_not_known_is_said_and_holds_no_limit() {
    world.fleet.make(0, 32, "m5.4xlarge", "x9.huge");
    Ran limited = world.run("fleet", "launch", "--workers", 1, "--max-hourly", "100");
    assertThat(limited.exit()).isEqualTo(1);
    assertThat(limited.err())
        .contains("the price of x9.huge is not known here, so the limit of $100.00 an hour cannot");
    Ran free = world.run("fleet", "launch", "--workers", 1);
    assertThat(free.exit()).isZero();
    assertThat(free.out()).contains("not checked price: the price of x9.huge is not known here");
  }

  @Test
  void what_costs_more_than_it_need_is_launched_when_that_is_agreed_to() {
    world.fleet.ground = List.of(Finding.costs("network", "a NAT gateway takes $0.045 a GB"));
    Ran unasked = world.run("fleet", "launch", "--workers", 2);
    assertThat(unasked.exit()).isEqualTo(2);
    assertThat(unasked.out()).contains("warning     network: a NAT gateway takes $0.045 a GB\n");
    assertThat(unasked.err())
        .contains("nothing is launched yet, for 1 warning; --yes launches all the same");
    assertThat(world.fleet.members).isEmpty();
    world.typed = Optional.of("no");
    assertThat(world.run("fleet", "launch", "--workers", 2).exit()).isEqualTo(2);
    assertThat(world.fleet.members).isEmpty();
    world.typed = Optional.of("yes");
    assertThat(world.run("fleet", "launch", "--workers", 2).exit()).isZero();
    world.typed = Optional.empty();
    assertThat(world.run("fleet", "launch", "--workers", 3, "--yes").exit()).isZero();
    assertThat(world.fleet.members).hasSize(3);
  }

  @Test
  void what_its_place_says_against_it_stops_it() {
    world.fleet.ground =
        List.of(Finding.stops("quota", "32 vCPUs more are needed, 0 of 8 are in use"));
    Ran ran = world.run("fleet", "launch", "--workers", 2, "--yes");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains("nothing was changed: quota: 32 vCPUs more are needed");
    assertThat(world.fleet.members).isEmpty();
  }

  @Test
  void it_waits_until_as_many_work_as_were_launched() {
    world.fleet.whenListed = this::theNextOneBegins;
    Ran ran = world.run("fleet", "launch", "--workers", 3, "--wait");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.err()).contains("1 of 3 machines work").contains("3 of 3 machines work");
  }

  private void theNextOneBegins() {
    for (Member member : world.fleet.members) {
      WorkerId worker = new WorkerId("worker-1-" + member.id());
      boolean begun = world.ledger.sessions().find(worker).isPresent();
      if (begun) continue;
      world
          .ledger
          .sessions()
          .begin(worker, member.id(), 1, world.time.now().plus(Duration.ofHours(1)));
      return;
    }
  }

  @Test
  void it_waits_no_longer_than_it_was_told_to() {
    world.fleet.whenListed = () -> world.time.pass(Duration.ofMinutes(3));
    Ran ran = world.run("fleet", "launch", "--workers", 3, "--wait", "--within", 10);
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains("0 of 3 machines work after 10 minutes; they go on starting");
    assertThat(world.fleet.members).hasSize(3);
  }

  @Test
  void a_job_a_run_and_a_time_that_cannot_be_are_named() {
    assertThat(world.run("fleet", "launch", "--workers", 1, "--run", "nope").err())
        .contains("there is no run 'nope'");
    assertThat(world.run("fleet", "launch", "--workers", 1, world.job(), "--run", "r").err())
        .contains("a job and --run: say one of them");
    assertThat(world.run("fleet", "launch", "--workers", 0).err())
        .contains("--workers 0: write 1 or more");
    assertThat(world.run("fleet", "launch", "--workers", 1, "--within", 0).err())
        .contains("--within 0: write 1 to 1,440 minutes");
    assertThat(world.fleet.members).isEmpty();
  }

  @Test
  void a_run_stands_for_its_job() {
    world.run("submit", world.job(), "--name", "orders", "--detach");
    Ran ran = world.run("fleet", "launch", "--workers", 1, "--run", "orders");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("region: where bucket orders is");
    assertThat(ran.err()).contains("'./longhaul watch orders' follows the run");
  }

  @Test
  void scale_changes_the_number_both_ways() {
    assertThat(world.run("fleet", "scale", 4).out()).endsWith("4 are wanted, 0 before\n");
    assertThat(world.fleet.members).hasSize(4);
    Ran fewer = world.run("fleet", "scale", 1);
    assertThat(fewer.exit()).isZero();
    assertThat(fewer.out()).endsWith("1 are wanted, 4 before\n");
    assertThat(fewer.err()).contains("'./longhaul fleet ls' shows who comes and who goes");
    assertThat(world.fleet.members).hasSize(1);
    assertThat(world.run("fleet", "scale", 0, "--dry-run").out())
        .endsWith("would want 0, 1 are wanted now\n");
    assertThat(world.fleet.members).hasSize(1);
    assertThat(world.run("fleet", "scale", -1).err()).contains("-1 workers: write 0 to 1,000");
  }

  @Test
  void the_command_alone_shows_what_it_can() {
    Ran ran = world.run("fleet");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("launch", "ls", "scale", "drain", "terminate");
  }
}
