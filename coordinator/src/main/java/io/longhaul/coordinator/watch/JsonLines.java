package io.longhaul.coordinator.watch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longhaul.unit.Fate;
import io.longhaul.unit.UnitState;
import java.io.PrintWriter;
import java.util.Locale;

/** One JSON object a line, at each reading that shows something new. */
public final class JsonLines implements Picture {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintWriter out;
  private String last = "";

  public JsonLines(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void show(Progress progress) {
    ObjectNode json = JSON.createObjectNode();
    json.put("run", progress.run().value());
    json.put("state", Lines.word(progress.state()));
    ObjectNode units = json.putObject("units");
    units.put("open", progress.counts().open());
    for (UnitState state : UnitState.values()) {
      if (!state.open()) {
        units.put(state.name().toLowerCase(Locale.ROOT), progress.counts().units(state));
      }
    }
    units.put("reclaimed", progress.counts().reclaimed());
    ObjectNode objects = json.putObject("objects");
    for (Fate fate : Fate.values()) {
      objects.put(fate.word(), progress.counts().tally().objects(fate));
    }
    String same = json.toString();
    if (same.equals(last)) return;
    last = same;
    json.put("seconds", progress.elapsed().toMillis() / 1000.0);
    progress
        .hands()
        .ifPresentOrElse(
            hands -> json.put("unitsInHand", hands.units()).put("workers", hands.workers()),
            () -> json.putNull("unitsInHand").putNull("workers"));
    progress
        .perSecond()
        .ifPresentOrElse(
            rate -> json.put("objectsPerSecond", rate.objects()),
            () -> json.putNull("objectsPerSecond"));
    progress
        .left()
        .ifPresentOrElse(
            left -> json.put("secondsLeft", left.toSeconds()), () -> json.putNull("secondsLeft"));
    out.println(json);
    out.flush();
  }

  @Override
  public void say(String line) {
    out.println(JSON.createObjectNode().put("said", line));
    out.flush();
  }

  @Override
  public void end() {
    out.flush();
  }
}
