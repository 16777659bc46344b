package io.longhaul.coordinator;

import io.longhaul.stack.LeftOut;
import io.longhaul.text.Shown;
import java.util.StringJoiner;

/** What a copy leaves out, in the same words wherever a person reads of it. */
public final class LeftOutText {
  private LeftOutText() {}

  /** {@code 3 files that are no objects (2 symbolic links, …), such as 'a\u000Ab'}. */
  public static String of(LeftOut left) {
    String examples =
        left.examples().isEmpty()
            ? ""
            : ", such as '%s'".formatted(Shown.text(left.examples().getFirst()));
    return counted(left) + examples;
  }

  /** The same without an example. */
  public static String counted(LeftOut left) {
    StringJoiner kinds = new StringJoiner(", ");
    if (left.links() > 0) kinds.add(Figures.count(left.links(), "symbolic link"));
    if (left.names() > 0) {
      kinds.add(Figures.count(left.names(), "name") + " that no key can spell");
    }
    if (left.others() > 0) kinds.add(Figures.count(left.others()) + " pipes, sockets or devices");
    return "%s (%s)"
        .formatted(
            Figures.count(left.all(), "file")
                + (left.all() == 1 ? " that is no object" : " that are no objects"),
            kinds);
  }
}
