package io.longhaul.coordinator.infra;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.stack.StackResource;
import io.longhaul.stack.StackResources;
import io.longhaul.stack.Standing;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Removes a stack and says what of it is left. It may be repeated. */
public final class Destroying {
  /** A queue that is deleted may answer for a minute. */
  private static final Duration QUEUES_LINGER = Duration.ofSeconds(90);

  /** Lists are behind by some seconds. */
  private static final Duration LISTS_LAG = Duration.ofSeconds(15);

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Estate estate;
  private final String stack;
  private final Time time;
  private final StackResources resources;
  private final Consumer<String> said;

  /**
   * @param resources its table and queues
   * @param said is told what is under way
   */
  public Destroying(
      Estate estate, String stack, Time time, StackResources resources, Consumer<String> said) {
    this.estate = estate;
    this.stack = stack;
    this.time = time;
    this.resources = resources;
    this.said = said;
  }

  /** All of it that is there now. */
  public List<String> there() throws InterruptedException {
    List<String> all = new ArrayList<>(kept());
    all.addAll(others());
    return List.copyOf(all);
  }

  /** All but what it keeps its state in. */
  private List<String> others() throws InterruptedException {
    List<String> others = new ArrayList<>();
    estate
        .formation()
        .look()
        .filter(formed -> formed.state() != Formed.State.GONE)
        .ifPresent(formed ->
            others.add("CloudFormation stack longhaul-%s (%s)".formatted(stack, formed.status())));
    others.addAll(estate.remains().all());
    return others;
  }

  /** Of what it keeps its state in, the names of those that are there. */
  private List<String> kept() throws InterruptedException {
    List<String> kept = new ArrayList<>();
    for (StackResource resource : resources.all()) {
      if (resource.look() instanceof Standing.There) kept.add(resource.name());
    }
    return kept;
  }

  /**
   * Removes it.
   *
   * @return what is left of it
   */
  public List<String> destroy() throws InterruptedException {
    Optional<Formed> there = estate.formation().look();
    List<String> kept = List.of();
    if (there.isPresent()) {
      String id = there.get().id();
      if (there.get().state() != Formed.State.BUSY) {
        estate.remains().release();
        estate.depot().empty();
        estate.formation().delete(id);
      } else if (!there.get().status().startsWith("DELETE")) {
        throw CommandFailed.failed(
            "stack '%s' is being changed by somebody (%s); run it again when that is over"
                .formatted(stack, there.get().status()));
      }
      if (new Completion(estate.formation(), time, said).await(id).isPresent()) {
        for (String mishap : estate.formation().mishaps(id)) said.accept(mishap);
      }
      kept = estate.formation().left(id);
    }
    List<String> left = new ArrayList<>(left());
    left.addAll(kept);
    return List.copyOf(left);
  }

  private List<String> left() throws InterruptedException {
    Deadline queues = Deadline.in(time, QUEUES_LINGER);
    Deadline lists = Deadline.in(time, LISTS_LAG);
    while (true) {
      List<String> kept = kept();
      List<String> left = new ArrayList<>(kept);
      left.addAll(others());
      boolean patient = kept.isEmpty() ? !lists.passed() : !queues.passed();
      if (left.isEmpty() || !patient) return List.copyOf(left);
      time.sleep(PAUSE);
    }
  }
}
