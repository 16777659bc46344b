package io.longhaul.worker.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.engine.FakeImds;
import io.longhaul.ledger.Farewell;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.memory.InMemoryTable;
import io.longhaul.time.JumpingTime;
import io.longhaul.unit.WorkerId;
import io.longhaul.worker.host.HostSettings.Choice;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A worker that leaves, its machine, and the machine's place in its group. */
@Timeout(30)
class DepartureTest {
  private static final WorkerId ME = new WorkerId("worker-1-a");
  private static final String MACHINE = "i-0123456789abcdef0";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final FakeImds imds = FakeImds.of(MACHINE, "longhaul-default");
  private final JumpingTime time = new JumpingTime();
  private final Ledger ledger = new Ledger(new InMemoryTable());
  private final List<String> asked = new ArrayList<>();
  private Runnable whenAsked = () -> {};
  private int refusals;
  private Departure departure;
  private Host host;

  DepartureTest() throws IOException {}

  private final class PlayedGroup implements Group {
    @Override
    public void protect(boolean isProtected) {}

    @Override
    public void end(boolean oneFewer) {
      asked.add(oneFewer ? "one fewer" : "as many");
      whenAsked.run();
      if (refusals-- > 0) throw new GroupRefused("no answer", null);
    }

    @Override
    public void want(int machines) {
      throw new AssertionError("who leaves sizes nothing");
    }

    @Override
    public void close() {}
  }

  @BeforeEach
  void moveIn() throws Exception {
    host = Host.find(new HostSettings(Choice.EC2, Optional.of(imds.endpoint())), time);
    departure = new Departure(host, new PlayedGroup(), ledger, time, MACHINE, MINUTE);
    ledger.sessions().begin(ME, MACHINE, 3, time.now().plus(MINUTE));
  }

  @AfterEach
  void close() {
    host.close();
    imds.close();
  }

  @Test
  void one_that_was_asked_to_stop_leaves_its_machine_to_whoever_asked() throws Exception {
    departure.part(ME, Optional.empty());
    assertThat(asked).isEmpty();
    assertThat(departure.hindrance(Optional.empty())).isEmpty();
  }

  @Test
  void one_that_is_idle_or_wished_away_ends_it_once_and_as_the_wish_says() throws Exception {
    departure.part(ME, Optional.of(Farewell.AS_MANY));
    assertThat(asked).containsExactly("as many");
    assertThat(departure.ended()).isTrue();
    assertThat(departure.hindrance(Optional.of(Farewell.AS_MANY))).isEmpty();
    departure.idle();
    departure.part(ME, Optional.empty());
    assertThat(asked).containsExactly("as many", "one fewer");
  }

  @Test
  void a_group_that_refuses_is_asked_five_times_and_the_machine_goes_on() throws Exception {
    refusals = 99;
    departure.part(ME, Optional.of(Farewell.ONE_FEWER));
    assertThat(asked).hasSize(5);
    assertThat(departure.ended()).isFalse();
    assertThat(departure.hindrance(Optional.of(Farewell.ONE_FEWER))).contains("no answer");
  }

  /** Or its place would be taken out twice. */
  @Test
  void a_yes_whose_answer_was_lost_is_not_asked_for_again() throws Exception {
    refusals = 99;
    whenAsked = () -> imds.say("autoscaling/target-lifecycle-state", "Terminated");
    departure.part(ME, Optional.of(Farewell.ONE_FEWER));
    assertThat(asked).hasSize(1);
    assertThat(departure.ended()).isTrue();
  }

  @Test
  void one_whose_group_ends_it_already_is_left_alone() throws Exception {
    imds.say("autoscaling/target-lifecycle-state", "Terminated");
    departure.part(ME, Optional.of(Farewell.ONE_FEWER));
    assertThat(asked).isEmpty();
    assertThat(departure.hindrance(Optional.of(Farewell.ONE_FEWER))).isEmpty();
  }

  @Test
  void one_whose_session_was_lost_before_that_says_so_and_is_to_be_started_again() {
    assertThat(departure.hindrance(Optional.of(Farewell.ONE_FEWER)))
        .contains("its session was lost before that");
  }

  @Test
  void a_wish_that_an_earlier_worker_of_the_machine_did_not_live_to_fulfil_is_found()
      throws Exception {
    WorkerId before = new WorkerId("worker-0-z");
    WorkerId elsewhere = new WorkerId("worker-0-y");
    ledger.sessions().begin(elsewhere, "i-other", 3, time.now().plus(MINUTE));
    ledger.sessions().askToLeave(elsewhere, Farewell.ONE_FEWER);
    EarlierWish earlier = new EarlierWish(ledger, time, MACHINE, MINUTE);
    assertThat(earlier.await()).isEmpty();

    ledger.sessions().begin(before, MACHINE, 3, time.now().plus(MINUTE));
    ledger.sessions().askToLeave(before, Farewell.AS_MANY);
    ledger.sessions().lose(before, time.now().plus(MINUTE));
    assertThat(earlier.await()).contains(Farewell.AS_MANY);
  }

  @Test
  void one_that_is_said_to_it_while_it_only_seems_to_live_is_found_too() throws Exception {
    WorkerId before = new WorkerId("worker-0-z");
    ledger.sessions().begin(before, MACHINE, 3, time.now().plus(MINUTE));
    ScriptedTime later =
        new ScriptedTime(time, () -> ledger.sessions().askToLeave(before, Farewell.ONE_FEWER));
    assertThat(new EarlierWish(ledger, later, MACHINE, MINUTE).await())
        .contains(Farewell.ONE_FEWER);
  }
}
