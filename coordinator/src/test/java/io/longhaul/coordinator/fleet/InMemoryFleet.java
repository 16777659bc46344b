package io.longhaul.coordinator.fleet;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.fleet.Member.Life;
import io.longhaul.coordinator.fleet.Member.Market;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A group in memory: who is wanted is there at once, and who is not, goes at once. */
public final class InMemoryFleet implements Fleet {
  public static final Instant SINCE = Instant.parse("2026-11-02T07:30:00Z");

  /** Empty: there is none. */
  public Optional<Group> group = Optional.empty();

  public final List<Member> members = new ArrayList<>();

  /** What its place has to say of a launch. */
  public List<Finding> ground = List.of();

  /** Done before each look at its members. */
  public Runnable whenListed = () -> {};

  public String type = "m5.4xlarge";
  public Market market = Market.ON_DEMAND;

  /** What a new member begins as. */
  public Life life = Life.IN_SERVICE;

  private int made;

  public void make(int min, int max, String... types) {
    group = Optional.of(new Group("longhaul-test", min, max, min, List.of(types)));
  }

  @Override
  public String where() {
    return "memory";
  }

  @Override
  public Optional<Group> group() {
    return group;
  }

  @Override
  public List<Member> members() {
    whenListed.run();
    return List.copyOf(members);
  }

  private Group there() {
    return group.orElseThrow(() ->
        CommandFailed.failed(
            "group longhaul-test does not exist in memory: 'longhaul infra deploy' makes it"));
  }

  private void wanted(int workers) {
    Group now = there();
    group = Optional.of(new Group(now.name(), now.min(), now.max(), workers, now.types()));
  }

  @Override
  public void want(int workers) {
    if (!there().takes(workers)) throw CommandFailed.misused(there().refusal(workers));
    wanted(workers);
    while (members.size() < workers) {
      made++;
      String id = "i-%017d".formatted(made);
      members.add(new Member(id, life, market, false, "us-east-1a", type, SINCE));
    }
    for (int i = members.size() - 1; i >= 0 && members.size() > workers; i--) {
      if (!members.get(i).isProtected()) members.remove(i);
    }
  }

  @Override
  public void protect(Collection<String> ids, boolean isProtected) {
    members.replaceAll(member ->
        ids.contains(member.id())
            ? new Member(
                member.id(),
                member.life(),
                member.market(),
                isProtected,
                member.zone(),
                member.type(),
                member.since())
            : member);
  }

  @Override
  public boolean end(String id) {
    Group now = there();
    boolean there =
        members.stream().anyMatch(one -> one.id().equals(id) && one.life() != Life.ENDING);
    if (!there) return false;
    boolean fewer = now.wanted() > members.size() - 1;
    if (fewer && now.wanted() <= now.min()) {
      throw CommandFailed.failed(id + " cannot go: group never has fewer than " + now.min());
    }
    members.removeIf(one -> one.id().equals(id));
    if (fewer) wanted(now.wanted() - 1);
    return true;
  }

  @Override
  public List<Finding> look(Group group, int more) {
    return ground;
  }

  @Override
  public void close() {}
}
