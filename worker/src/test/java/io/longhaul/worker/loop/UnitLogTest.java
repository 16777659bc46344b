package io.longhaul.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.longhaul.claim.Settler;
import io.longhaul.unit.Claim;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.WorkerId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class UnitLogTest {
  @Test
  void a_line_about_a_unit_says_which_it_is_and_who_held_it() {
    RunName run = new RunName("orders");
    Claim claim =
        new Claim(
            new UnitRef(run, UnitId.root(run)),
            new WorkerId("worker-1"),
            1,
            "noop",
            Tier.SMALL,
            new Payload.Items(List.of("0-1")),
            2,
            0,
            "root",
            1);
    Logger logger = (Logger) LoggerFactory.getLogger(UnitLog.class);
    ListAppender<ILoggingEvent> said = new ListAppender<>();
    Level before = logger.getLevel();
    logger.setLevel(Level.WARN);
    said.start();
    logger.addAppender(said);
    try {
      UnitLog.settled(
          claim, new Outcome.Failed(FailureClass.DEFECT, "a reason"), Settler.Result.DEAD);
    } finally {
      logger.detachAppender(said);
      logger.setLevel(before);
    }
    assertThat(said.list).hasSize(1);
    assertThat(said.list.getFirst().getKeyValuePairs())
        .extracting(pair -> pair.key + "=" + pair.value)
        .contains(
            "run=orders",
            "unit=" + UnitId.root(run),
            "kind=noop",
            "attempt=3",
            "outcome=dead",
            "worker=worker-1");
  }
}
