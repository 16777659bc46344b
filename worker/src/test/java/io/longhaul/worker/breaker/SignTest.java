package io.longhaul.worker.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.unit.Claim;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.WorkerId;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignTest {
  private static final Outcome.Done EQUAL =
      new Outcome.Done(Tally.of(Fate.LISTED, 1, 1).with(Fate.EQUAL, 1, 1));

  private static Claim claim(String kind) {
    return claim(kind, new Payload.Keys(List.of(new Payload.Listed("k", 1))));
  }

  private static Claim claim(String kind, Payload payload) {
    RunName run = new RunName("run");
    return new Claim(
        new UnitRef(run, UnitId.root(run)),
        new WorkerId("w"),
        1,
        kind,
        Tier.SMALL,
        payload,
        0,
        0,
        "root",
        1);
  }

  @Test
  void what_is_equal_shows_a_verify_that_its_place_works_and_tells_a_copy_nothing() {
    assertThat(Sign.of(claim("s3-verify"), EQUAL)).isEqualTo(new Sign.Works());
    assertThat(Sign.of(claim("s3-copy"), EQUAL)).isEqualTo(new Sign.Nothing());
    assertThat(Sign.of(claim("s3-verify"), new Outcome.Done(Tally.NONE)))
        .isEqualTo(new Sign.Nothing());
  }

  @Test
  void parts_that_are_written_show_that_a_place_works_though_they_count_nothing() {
    Payload.Assembly of =
        new Payload.Assembly(new Payload.Listed("k", 9), 9, "etag", null, "id", 5, 0);
    Claim parts = claim("s3-copy", new Payload.Parts(of, 1, 2));
    assertThat(Sign.of(parts, new Outcome.Done(Tally.NONE))).isEqualTo(new Sign.Works());
  }

  @Test
  void differences_are_no_trouble_of_the_place_however_many_there_are() {
    for (FailureClass failure : FailureClass.values()) {
      if (!failure.difference()) continue;
      assertThat(Sign.of(claim("s3-verify"), new Outcome.Failed(failure, "why")))
          .isEqualTo(new Sign.Nothing());
    }
    Outcome.Failed denied = new Outcome.Failed(FailureClass.DENIED, "why");
    assertThat(Sign.of(claim("s3-verify"), denied)).isEqualTo(new Sign.Fails(denied));
  }
}
