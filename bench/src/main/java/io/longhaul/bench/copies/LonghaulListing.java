package io.longhaul.bench.copies;

import io.longhaul.bench.Child;
import io.longhaul.bench.EmbeddedElsewhere;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@link ListAll} as one of the programs, on one of the planes. */
final class LonghaulListing implements Program {
  private final EmbeddedElsewhere cloud;
  private final String plane;
  private final int part;

  /**
   * @param cloud that is up, whose stack is opened
   * @param part as of {@link Program#part}
   */
  LonghaulListing(EmbeddedElsewhere cloud, String plane, int part) {
    this.cloud = cloud;
    this.plane = plane;
    this.part = part;
  }

  @Override
  public String name() {
    return "longhaul-" + plane;
  }

  @Override
  public int part() {
    return part;
  }

  @Override
  public Begun begin(Course course) throws IOException {
    String state = cloud.with(course.server().endpoint()).toString();
    List<String> words = List.of(state, course.source(), Long.toString(course.objects()));
    Map<String, String> environment = new HashMap<>(course.environment());
    environment.put("LONGHAUL_DATA_PLANE", plane);
    List<String> command = Jvm.command(course, ListAll.class, words);
    return new Begun(Child.start(course.log("list-" + plane), environment, command), Duration.ZERO);
  }
}
