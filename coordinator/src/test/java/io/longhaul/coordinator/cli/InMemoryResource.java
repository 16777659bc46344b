package io.longhaul.coordinator.cli;

import io.longhaul.stack.StackResource;
import io.longhaul.stack.Standing;
import java.util.List;

/** A resource that only remembers whether it has been made. */
final class InMemoryResource implements StackResource {
  private final String name;
  private List<String> differences = List.of();
  private boolean there;
  RuntimeException refused;

  InMemoryResource(String name) {
    this.name = name;
  }

  InMemoryResource there(String... differences) {
    this.there = true;
    this.differences = List.of(differences);
    return this;
  }

  boolean isThere() {
    return there;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Standing look() {
    return there ? new Standing.There(differences) : new Standing.Absent();
  }

  @Override
  public Standing make() {
    if (there) return look();
    if (refused != null) throw refused;
    there = true;
    return new Standing.Made();
  }
}
