package io.longhaul.coordinator.infra;

import io.longhaul.stack.StackResource;
import io.longhaul.stack.StackResources;
import io.longhaul.stack.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes the resources of a stack that are not there, in their order, and touches no other.
 *
 * <p>What stops it leaves what was made: the same again goes on with the rest.
 */
public final class Deployment {
  private final StackResources resources;
  private final Consumer<Stood> each;

  /**
   * @param each is told of every resource as soon as it is known how it stands
   */
  public Deployment(StackResources resources, Consumer<Stood> each) {
    this.resources = resources;
    this.each = each;
  }

  /** How one resource stands. */
  public record Stood(String name, Standing standing) {
    /** Whether it was there, and not as it would have been made. */
    public boolean differs() {
      return standing instanceof Standing.There there && !there.differences().isEmpty();
    }
  }

  /** Only looks. */
  public List<Stood> look() throws InterruptedException {
    return all(StackResource::look);
  }

  public List<Stood> make() throws InterruptedException {
    return all(StackResource::make);
  }

  private interface Asked {
    Standing of(StackResource resource) throws InterruptedException;
  }

  private List<Stood> all(Asked asked) throws InterruptedException {
    List<Stood> all = new ArrayList<>();
    for (StackResource resource : resources.all()) {
      Stood stood = new Stood(resource.name(), asked.of(resource));
      each.accept(stood);
      all.add(stood);
    }
    return List.copyOf(all);
  }
}
