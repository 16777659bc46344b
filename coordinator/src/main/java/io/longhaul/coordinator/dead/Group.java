package io.longhaul.coordinator.dead;

import io.longhaul.unit.FailureClass;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.WorkerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Units that died alike: how many, a few of them, when, and in whose hands. */
public final class Group {
  /** So many units and workers are named. */
  private static final int EXAMPLES = 3;

  /** So many workers are told apart. */
  private static final int WORKERS = 100;

  private final FailureClass failure;
  private final List<Example> examples = new ArrayList<>();
  private final Set<WorkerId> workers = new LinkedHashSet<>();
  private Reason reason;
  private long units;
  private long objects;
  private long bytes;
  private long unlisted;
  private Instant first = Instant.MAX;
  private Instant last = Instant.EPOCH;

  /** One of them, and what it is about, in keys from outside. */
  public record Example(UnitId unit, String about) {}

  Group(FailureClass failure, Reason reason) {
    this.failure = failure;
    this.reason = reason;
  }

  void add(Found unit) {
    units++;
    if (unit.unlisted()) unlisted++;
    objects += unit.objects();
    bytes += unit.bytes();
    if (unit.died().isBefore(first)) first = unit.died();
    if (unit.died().isAfter(last)) last = unit.died();
    if (examples.size() < EXAMPLES) examples.add(new Example(unit.id(), unit.about()));
    if (workers.size() < WORKERS) unit.worker().ifPresent(workers::add);
  }

  /** Whether a unit that died so belongs here; the fuller reason is kept. */
  boolean takes(Reason other) {
    if (!reason.like(other)) return false;
    if (other.text().length() > reason.text().length()) reason = other;
    return true;
  }

  public FailureClass failure() {
    return failure;
  }

  /** In words from outside. */
  public String reason() {
    return reason.text() + (reason.cut() ? "…" : "");
  }

  public long units() {
    return units;
  }

  /** Dead objects, beside those in ranges that were never listed. */
  public long objects() {
    return objects;
  }

  public long bytes() {
    return bytes;
  }

  /** Units of which nobody knows how many objects they stand for. */
  public long unlisted() {
    return unlisted;
  }

  /** When the first of them died. */
  public Instant first() {
    return first;
  }

  public Instant last() {
    return last;
  }

  public List<Example> examples() {
    return List.copyOf(examples);
  }

  /** Sessions in whose hands they died, the first 100. */
  public List<WorkerId> workers() {
    return List.copyOf(workers);
  }
}
