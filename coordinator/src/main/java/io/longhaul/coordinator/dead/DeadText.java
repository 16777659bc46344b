package io.longhaul.coordinator.dead;

import io.longhaul.coordinator.Figures;
import io.longhaul.text.Shown;
import io.longhaul.unit.FailureClass;
import java.util.List;
import java.util.function.UnaryOperator;

/** Groups of dead units for a person: by class, each with what to do about it. */
public final class DeadText {
  private static final int WORKERS = 3;

  private final String run;
  private final Groups groups;
  private final UnaryOperator<String> spelled;

  /**
   * @param spelled spells the commands in a line as the user would have to type them
   */
  public DeadText(String run, Groups groups, UnaryOperator<String> spelled) {
    this.run = run;
    this.groups = groups;
    this.spelled = spelled;
  }

  /** Each line with its end. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (FailureClass failure : groups.classes()) {
      List<Group> ofClass = groups.of(failure);
      long units = ofClass.stream().mapToLong(Group::units).sum();
      text.append("%s: %s\n".formatted(failure.word(), Figures.count(units, "unit")));
      for (Group group : ofClass) group(text, group);
      text.append(
          "  what to do: %s\n\n".formatted(spelled.apply(Shown.text(groups.remedy(failure, run)))));
    }
    text.append("run %s: %s\n".formatted(run, sum("dead unit")));
    return text.toString();
  }

  /** {@code 3 dead units, 2 objects, 1 range never listed}. */
  public String sum(String one) {
    return sum(one, groups.units(), groups.objects(), groups.unlisted());
  }

  static String sum(String one, long units, long objects, long unlisted) {
    return Figures.count(units, one)
        + (objects == 0 ? "" : ", " + Figures.count(objects, "object"))
        + (unlisted == 0 ? "" : ", " + Figures.count(unlisted, "range") + " never listed");
  }

  private static void group(StringBuilder text, Group group) {
    text.append(
        "  %s  %s\n"
            .formatted(
                sum("unit", group.units(), group.objects(), group.unlisted()),
                Shown.text(group.reason())));
    text.append(
        group.units() == 1
            ? "      on %s%s\n".formatted(group.first(), workers(group))
            : "      first %s, last %s%s\n".formatted(group.first(), group.last(), workers(group)));
    for (Group.Example example : group.examples()) {
      text.append("      %s  %s\n".formatted(example.unit(), Shown.text(example.about())));
    }
  }

  private static String workers(Group group) {
    List<String> all = group.workers().stream().map(Object::toString).toList();
    if (all.isEmpty()) return "";
    String named = String.join(", ", all.subList(0, Math.min(WORKERS, all.size())));
    return ", worker " + named + (all.size() > WORKERS ? " and others" : "");
  }
}
