package io.longhaul.coordinator.fleet;

import java.util.List;

/** Ends all members at once: what their workers hold is taken back when their sessions are over. */
public final class Termination {
  private final Fleet fleet;

  public Termination(Fleet fleet) {
    this.fleet = fleet;
  }

  /**
   * Wants none, and lets none be protected. Who protects itself again meanwhile is ended by name.
   *
   * @return how many were there and did not go already
   * @throws io.longhaul.coordinator.CommandFailed if the group never has none; then nothing was
   *     changed
   */
  public int all() throws InterruptedException {
    Group.mayBeEmpty(fleet);
    List<String> there = staying();
    fleet.protect(there, false);
    fleet.want(0);
    for (String member : staying()) fleet.end(member);
    return there.size();
  }

  private List<String> staying() throws InterruptedException {
    return fleet.members().stream()
        .filter(member -> member.life() != Member.Life.ENDING)
        .map(Member::id)
        .toList();
  }
}
