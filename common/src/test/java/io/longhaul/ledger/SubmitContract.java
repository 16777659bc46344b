package io.longhaul.ledger;

import static io.longhaul.ledger.LedgerScene.A;
import static io.longhaul.ledger.LedgerScene.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.ledger.Runs.Submitted;
import io.longhaul.unit.Claim;
import io.longhaul.unit.Payload;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A run is registered once under its name. */
interface SubmitContract extends LedgerUnderTest {
  @Test
  default void submitting_registers_run_job_stage_and_a_root_in_the_submitters_hand() {
    LedgerScene s = scene();
    assertThat(s.submit(Optional.of(A))).isEqualTo(new Submitted.Registered());

    Run run = ledger().runs().find(s.run).orElseThrow();
    assertThat(run.state()).isEqualTo(RunState.OPEN);
    assertThat(run.kind()).isEqualTo("noop");
    assertThat(run.created()).isEqualTo(s.now);
    assertThat(ledger().runs().job(s.run)).isEqualTo("{}");
    UnitRow root = s.row(s.rootRef());
    assertThat(root.state()).isEqualTo(UnitState.RUNNING);
    assertThat(root.worker()).contains(A);
    assertThat(root.fence()).isEqualTo(1);
    assertThat(s.word(s.rootRef())).isEqualTo("R#worker-a#" + s.rootRef().unit());
    assertThat(s.rootCounts().open()).isEqualTo(1);
  }

  @Test
  default void a_run_has_its_caps_in_its_row_or_none() {
    LedgerScene s = scene();
    s.submit(Optional.of(A));
    assertThat(ledger().runs().find(s.run).orElseThrow().caps()).isEqualTo(Caps.NONE);

    RunName capped = new RunName(s.run + "-capped");
    Caps caps = new Caps(3_500, 5_000_000_000L);
    ledger().runs().submit(capped, "noop", 1, "{}", "hash", caps, Optional.of(B), s.now);
    assertThat(ledger().runs().find(capped).orElseThrow().caps()).isEqualTo(caps);
  }

  @Test
  default void the_submitter_has_the_claim_under_its_own_id_as_token() {
    Claim root = scene().root();
    assertThat(root.fence()).isEqualTo(1);
    assertThat(root.payload()).isEqualTo(new Payload.Root(0));
    assertThat(scene().tryClaim(scene().rootRef(), B)).isEqualTo(new ClaimAnswer.Refused("held"));
  }

  @Test
  default void detached_the_root_is_pending_for_anybody_at_once() {
    LedgerScene s = scene();
    s.submit(Optional.empty());
    assertThat(s.state(s.rootRef())).isEqualTo(UnitState.PENDING);
    assertThat(s.rootCounts().open()).isEqualTo(1);
    assertThat(s.claim(s.rootRef(), B).fence()).isEqualTo(1);
  }

  @Test
  default void the_same_job_again_resumes_and_changes_nothing() {
    LedgerScene s = scene();
    s.root();
    List<Row> before = s.everything();
    s.pass(Duration.ofMinutes(1));
    Submitted again = s.submit(Optional.of(B));
    assertThat(again).isInstanceOf(Submitted.Resumed.class);
    assertThat(((Submitted.Resumed) again).run().name()).isEqualTo(s.run);
    assertThat(s.everything()).isEqualTo(before);
  }

  @Test
  default void the_very_same_submit_again_resumes() {
    LedgerScene s = scene();
    s.submit(Optional.of(A));
    assertThat(s.submit(Optional.of(A))).isInstanceOf(Submitted.Resumed.class);
    assertThat(s.rootCounts().open()).isEqualTo(1);
  }

  @Test
  default void another_job_under_the_name_is_refused_with_the_one_that_is_there() {
    LedgerScene s = scene();
    s.root();
    List<Row> before = s.everything();
    Submitted other =
        ledger().runs().submit(s.run, "noop", 1, "{\"a\":1}", "other", Optional.of(B), s.now);
    assertThat(other).isInstanceOf(Submitted.Different.class);
    assertThat(((Submitted.Different) other).job()).isEqualTo("{}");
    assertThat(s.everything()).isEqualTo(before);
  }

  @Test
  default void a_run_that_is_over_is_resumed_as_it_is() {
    LedgerScene s = scene();
    s.done(s.root());
    assertThat(s.closeRun()).isTrue();
    assertThat(s.submit(Optional.of(B))).isInstanceOf(Submitted.Resumed.class);
    assertThat(s.runState()).isEqualTo(RunState.CLOSED);
  }

  @Test
  default void an_unknown_run_has_no_row_and_no_job() {
    RunName unknown = new RunName("never-submitted");
    assertThat(ledger().runs().find(unknown)).isEmpty();
    assertThatThrownBy(() -> ledger().runs().job(unknown))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("never-submitted");
  }

  @Test
  default void all_runs_are_listed() {
    scene().root();
    assertThat(ledger().runs().all()).extracting(Run::name).contains(scene().run);
  }
}
