package io.longhaul.coordinator.dead;

import io.longhaul.unit.FailureClass;
import io.longhaul.verify.Difference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Dead units by class and reason; however many there are, it stays as small. */
public final class Groups {
  /** So many reasons of a class are told apart. */
  static final int MOST_REASONS = 100;

  private static final Reason OTHER = new Reason("other reasons", false);

  private final Map<FailureClass, List<Group>> groups = new EnumMap<>(FailureClass.class);
  private final Denials denials = new Denials();
  private boolean cancelled;
  private long units;
  private long objects;
  private long unlisted;
  private long differing;
  private long extra;

  public static Groups of(DeadUnits dead) throws InterruptedException {
    Groups groups = new Groups();
    dead.each(groups::add);
    return groups;
  }

  boolean add(Found unit) {
    units++;
    objects += unit.objects();
    if (unit.unlisted()) unlisted++;
    unit.differences().values().forEach(this::count);
    List<Group> ofClass = groups.computeIfAbsent(unit.failure(), failure -> new ArrayList<>());
    group(ofClass, unit.failure(), unit.reason()).add(unit);
    if (unit.failure() == FailureClass.DENIED) denials.add(unit.why());
    return true;
  }

  private void count(Difference difference) {
    if (difference.failure() == FailureClass.EXTRA) extra++;
    else differing++;
  }

  private static Group group(List<Group> ofClass, FailureClass failure, Reason reason) {
    for (Group group : ofClass) {
      if (group.takes(reason)) return group;
    }
    boolean full = ofClass.size() == MOST_REASONS;
    if (ofClass.size() > MOST_REASONS) return ofClass.getLast();
    Group group = new Group(failure, full ? OTHER : reason);
    ofClass.add(group);
    return group;
  }

  /** The classes that there are. */
  public List<FailureClass> classes() {
    return List.copyOf(groups.keySet());
  }

  /** Those of a class, the largest first. */
  public List<Group> of(FailureClass failure) {
    return groups.getOrDefault(failure, List.of()).stream()
        .sorted(Comparator.comparingLong(Group::units).reversed())
        .toList();
  }

  /** Nothing of their run can be redriven any more. */
  public void ofCancelledRun() {
    cancelled = true;
  }

  /** What to do about a class, in one line with commands to be spelled. */
  public String remedy(FailureClass failure, String run) {
    return cancelled ? Remedy.ofCancelled(failure, run) : Remedy.of(failure, denials, run);
  }

  /** Objects that a verify found to differ, and that a redrive copies. */
  public long differing() {
    return differing;
  }

  /** Objects that a verify found at the target alone: a redrive looks at them again. */
  public long extra() {
    return extra;
  }

  public long units() {
    return units;
  }

  public long objects() {
    return objects;
  }

  public long unlisted() {
    return unlisted;
  }
}
