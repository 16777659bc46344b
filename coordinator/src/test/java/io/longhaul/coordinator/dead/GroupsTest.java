package io.longhaul.coordinator.dead;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.ledger.Key;
import io.longhaul.ledger.Row;
import io.longhaul.ledger.UnitRow;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Payload;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitId;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GroupsTest {
  private static final UnitId ROOT = UnitId.root(new RunName("orders"));

  private static Found unit(int ordinal, FailureClass failure, String why) {
    UnitId id = ROOT.child(ordinal);
    Row row =
        new Row(
            new Key("U#orders#%x".formatted(id.slice()), "U#" + id),
            new TreeMap<>(
                Map.of(
                    "state",
                    "DEAD",
                    "class",
                    failure.word(),
                    "why",
                    why,
                    "worker",
                    "w" + ordinal)));
    return new Found(new UnitRow(row), new Payload.Range("", "", null));
  }

  /** A number in letters, which no reason leaves out. */
  private static String word(int number) {
    StringBuilder word = new StringBuilder();
    for (char digit : Integer.toString(number).toCharArray()) word.append((char) (digit + 49));
    return word.toString();
  }

  @Test
  void however_many_reasons_there_are_they_stay_few_and_every_unit_is_counted() {
    Groups groups = new Groups();
    for (int i = 0; i < 5_000; i++) {
      groups.add(unit(i, FailureClass.REFUSED, "code" + word(i)));
    }
    assertThat(groups.units()).isEqualTo(5_000);
    assertThat(groups.of(FailureClass.REFUSED)).hasSize(Groups.MOST_REASONS + 1);
    assertThat(groups.of(FailureClass.REFUSED).getFirst().reason()).isEqualTo("other reasons");
    assertThat(groups.of(FailureClass.REFUSED).stream().mapToLong(Group::units).sum())
        .isEqualTo(5_000);
  }

  @Test
  void a_reason_that_the_ledger_cut_off_joins_the_whole_one_whichever_came_first() {
    Groups groups = new Groups();
    groups.add(unit(1, FailureClass.REFUSED, "PutObject s3://b/k: InvalidArg…"));
    groups.add(unit(2, FailureClass.REFUSED, "PutObject s3://b/l: InvalidArgument: no"));
    groups.add(unit(3, FailureClass.REFUSED, "PutObject s3://b/m: Inv…"));
    assertThat(groups.of(FailureClass.REFUSED))
        .singleElement()
        .satisfies(group -> {
          assertThat(group.units()).isEqualTo(3);
          assertThat(group.reason()).isEqualTo("PutObject s3://b/…: InvalidArgument: no");
          assertThat(group.workers()).hasSize(3);
          assertThat(group.examples()).hasSize(3);
        });
  }
}
