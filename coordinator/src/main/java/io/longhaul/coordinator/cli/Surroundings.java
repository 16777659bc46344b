package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.fleet.Fleet;
import io.longhaul.coordinator.fleet.Fleets;
import io.longhaul.coordinator.grant.GrantDesks;
import io.longhaul.coordinator.infra.Estate;
import io.longhaul.coordinator.infra.Estates;
import io.longhaul.kind.Kind;
import io.longhaul.stack.Stack;
import io.longhaul.stack.StackSettings;
import io.longhaul.stack.Stacks;
import io.longhaul.time.Time;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * What a command has around it: nothing in a command reaches past this, so a test can put a world
 * of its own in its place.
 *
 * @param kinds finds a kind by its name; an IllegalArgumentException names those that there are
 */
public record Surroundings(
    Streams streams,
    Place place,
    Time time,
    Services services,
    Function<String, Kind> kinds,
    Signals signals) {

  /** Where nothing is deployed, as in most tests. */
  public Surroundings(
      Streams streams,
      Place place,
      Time time,
      Stacks stacks,
      Function<String, Kind> kinds,
      Signals signals) {
    this(streams, place, time, Services.on(stacks), kinds, signals);
  }

  /**
   * What it works with in an account.
   *
   * @param stacks to be worked on
   * @param fleets that work on them
   * @param estates to be made and removed
   * @param grants where policies are read and written
   */
  public record Services(Stacks stacks, Fleets fleets, Estates estates, GrantDesks grants) {
    /** Stacks alone. */
    public static Services on(Stacks stacks) {
      return new Services(stacks, Services::fleet, Services::estate, GrantDesks.NONE);
    }

    public Services with(GrantDesks desks) {
      return new Services(stacks, fleets, estates, desks);
    }

    private static Fleet fleet(Stack stack) {
      throw new UnsupportedOperationException("no fleet is here");
    }

    private static Estate estate(StackSettings stack) {
      throw new UnsupportedOperationException("nothing can be deployed here");
    }
  }

  public Stacks stacks() {
    return services.stacks();
  }

  public Estates estates() {
    return services.estates();
  }

  public GrantDesks grants() {
    return services.grants();
  }

  public Fleets fleets() {
    return services.fleets();
  }

  /**
   * Where it writes.
   *
   * @param columns of the terminal that stdout and stderr are; empty: they are none
   * @param typed waits for a line that a person types at that terminal; empty: none came
   */
  public record Streams(
      PrintWriter out,
      PrintWriter err,
      Optional<IntSupplier> columns,
      Supplier<Optional<String>> typed) {}

  /**
   * Where it runs.
   *
   * @param folder the user's current one
   * @param home the distribution that it runs from; empty: from loose classes
   * @param program as the user called it
   */
  public record Place(
      Map<String, String> environment, Path folder, Optional<Path> home, String program) {}

  public PrintWriter out() {
    return streams.out();
  }

  public PrintWriter err() {
    return streams.err();
  }

  /** A line for who watches, which is no result. */
  public void say(String line) {
    err().println(line);
    err().flush();
  }

  /** A line of the result. */
  public void print(String line) {
    out().println(line);
    out().flush();
  }
}
