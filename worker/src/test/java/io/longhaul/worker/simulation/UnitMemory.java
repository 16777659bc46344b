package io.longhaul.worker.simulation;

import io.longhaul.s3.ListedObject;
import io.longhaul.unit.KeyOrder;
import io.longhaul.worker.walk.CopySettings;
import java.util.List;
import java.util.TreeSet;

/**
 * What one unit must hold in memory: what it listed and has not begun, seen from the requests it
 * makes, and what it has under way.
 */
final class UnitMemory {
  private final SimulatedS3 s3;
  private final CopySettings settings;
  private final List<String> violations;

  /** Listed, above all that was begun. */
  private final TreeSet<String> ahead = new TreeSet<>(KeyOrder.BYTES);

  private int underWay;

  UnitMemory(SimulatedS3 s3, CopySettings settings, List<String> violations) {
    this.s3 = s3;
    this.settings = settings;
    this.violations = violations;
  }

  void listed(List<ListedObject> objects) {
    for (ListedObject object : objects) {
      // what goes in parts leaves, and is not begun here
      if (object.size() > settings.serverSide().above()) continue;
      ahead.add(object.key().substring(SimulatedS3.IN.length()));
    }
  }

  void begun(String name) {
    ahead.headSet(name, true).clear();
    if (++underWay > settings.copiesAtOnce()) {
      violations.add("%d copies at once, it may %d".formatted(underWay, settings.copiesAtOnce()));
    }
  }

  void ended() {
    underWay--;
  }

  /**
   * Before a further page is read. What is at no target will be copied, so until then it is held:
   * the page at hand, the one ahead, and what waits for its turn.
   */
  void check() {
    int most = 2 * s3.pageSize + settings.copiesAtOnce() + 1;
    if (ahead.size() <= most) return;
    long held = ahead.stream().filter(name -> s3.target(name).isEmpty()).count();
    if (held > most) {
      violations.add("a unit holds %d objects, %d at the most".formatted(held, most));
    }
  }
}
