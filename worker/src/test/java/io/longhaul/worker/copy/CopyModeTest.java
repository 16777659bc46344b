package io.longhaul.worker.copy;

import static io.longhaul.worker.copy.CopyScene.listed;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.job.CopyOptions.Mode;
import io.longhaul.s3.StoreCall.Op;
import io.longhaul.s3.StoreFault;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Tally;
import org.junit.jupiter.api.Test;

class CopyModeTest {
  private final CopyScene scene = new CopyScene();

  @Test
  void missing_leaves_whatever_is_there_also_what_is_older() throws Exception {
    scene.mode(Mode.MISSING);
    scene.target("older", "old");
    scene.passSeconds(5);
    for (String key : new String[] {"older", "equal", "missing"}) scene.source(key, "text");
    scene.target("equal", "text");
    Tally tally =
        listed(1, 4, Fate.SKIPPED).plus(listed(1, 4, Fate.EQUAL)).plus(listed(1, 4, Fate.COPIED));
    assertThat(scene.all()).isEqualTo(new Outcome.Done(tally));
    assertThat(scene.atTarget("older")).isEqualTo("old");
    assertThat(scene.atTarget("missing")).isEqualTo("text");
  }

  @Test
  void missing_keeps_what_another_wrote_meanwhile() throws Exception {
    scene.mode(Mode.MISSING);
    scene.source("k", "text");
    scene.breaking(
        Op.COPY,
        "out/k",
        1,
        () -> {
          scene.target("k", "theirs");
          return new StoreFault.None();
        });
    assertThat(scene.all()).isEqualTo(new Outcome.Done(listed(1, 4, Fate.SKIPPED)));
    assertThat(scene.atTarget("k")).isEqualTo("theirs");
  }

  @Test
  void all_copies_what_is_equal_over_exactly_that_and_once_in_a_run() throws Exception {
    scene.mode(Mode.ALL);
    scene.source("k", "text");
    scene.target("k", "text");
    scene.runBegins();
    scene.passSeconds(7);
    assertThat(scene.all()).isEqualTo(new Outcome.Done(listed(1, 4, Fate.COPIED)));
    assertThat(scene.count(Op.COPY)).isEqualTo(1);
    assertThat(scene.all()).as("again").isEqualTo(new Outcome.Done(listed(1, 4, Fate.EQUAL)));
    assertThat(scene.keys("k"))
        .as("by name")
        .isEqualTo(new Outcome.Done(Tally.of(Fate.RECEIVED, 1, 1).with(Fate.EQUAL, 1, 1)));
    assertThat(scene.count(Op.COPY)).isEqualTo(1);
  }

  @Test
  void all_does_not_overwrite_what_another_wrote_meanwhile() throws Exception {
    scene.mode(Mode.ALL);
    scene.source("k", "text");
    scene.target("k", "text");
    scene.passSeconds(5);
    scene.breaking(
        Op.COPY,
        "out/k",
        1,
        () -> {
          scene.target("k", "theirs");
          return new StoreFault.None();
        });
    assertThat(scene.all()).isEqualTo(new Outcome.Done(listed(1, 4, Fate.SKIPPED)));
    assertThat(scene.atTarget("k")).isEqualTo("theirs");
  }
}
