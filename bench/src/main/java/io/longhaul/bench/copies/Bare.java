package io.longhaul.bench.copies;

import io.longhaul.bench.Child;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** {@link BareLoop} as one of the programs: what the least that Vert.x can do would cost. */
final class Bare implements Program {
  static final String NAME = "bare-vertx";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int part() {
    return 1;
  }

  @Override
  public Begun begin(Course course) throws IOException {
    List<String> words =
        List.of(
            course.server().endpoint().toString(),
            course.source(),
            course.target(),
            Long.toString(course.objects()),
            Integer.toString(course.inFlight()));
    List<String> command = Jvm.command(course, BareLoop.class, words);
    return new Begun(Child.start(course.log(name()), course.environment(), command), Duration.ZERO);
  }
}
