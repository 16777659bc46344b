package io.longhaul.coordinator.infra;

import io.longhaul.coordinator.CommandFailed;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Who may send to a stack's queues beside its workers. Nobody goes but who is named to go.
 *
 * @param all ARNs, or patterns of them
 */
record Senders(Set<String> all) {
  private static final String ROLE = ":role/";

  /**
   * @param parameter with commas between; empty: nobody
   */
  static Senders of(String parameter) {
    Set<String> all = new LinkedHashSet<>(List.of(parameter.split(",", -1)));
    all.remove("");
    return new Senders(all);
  }

  Senders with(List<String> others) {
    Set<String> more = new LinkedHashSet<>(all);
    more.addAll(others);
    return new Senders(more);
  }

  /**
   * The same without some, each in whatever path a role was let in by.
   *
   * @throws CommandFailed if one of them may not send anyway, or nobody would be left
   */
  Senders without(List<String> dropped) {
    Set<String> left = new LinkedHashSet<>(all);
    for (String each : dropped) {
      boolean was = left.remove(each);
      was |= left.remove(each.replaceFirst(ROLE + "(?!.*/)", ROLE + "*/"));
      if (!was) {
        throw CommandFailed.misused(
            "--drop-senders %s: it is none of those who may send: %s"
                .formatted(each, String.join(", ", all)));
      }
    }
    if (left.isEmpty()) {
      throw CommandFailed.misused(
          "--drop-senders: nobody could submit any more; name who is to by --add-senders");
    }
    return new Senders(left);
  }

  String parameter() {
    return String.join(",", new ArrayList<>(all));
  }
}
