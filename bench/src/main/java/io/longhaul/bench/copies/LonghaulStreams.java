package io.longhaul.bench.copies;

import io.longhaul.bench.Child;
import io.longhaul.bench.EmbeddedElsewhere;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@link StreamAll} as one of the programs, on one of the planes. */
final class LonghaulStreams implements Program {
  /** Of heap, and as much again of direct memory. */
  private static final int HALF_MIB = 256;

  private final EmbeddedElsewhere cloud;
  private final String plane;
  private final int part;
  private final boolean narrow;

  /**
   * @param cloud that is up, whose stack is opened
   * @param part as of {@link Program#part}
   */
  LonghaulStreams(EmbeddedElsewhere cloud, String plane, int part) {
    this(cloud, plane, part, false);
  }

  private LonghaulStreams(EmbeddedElsewhere cloud, String plane, int part, boolean narrow) {
    this.cloud = cloud;
    this.plane = plane;
    this.part = part;
    this.narrow = narrow;
  }

  /** With half a GiB of heap and direct memory together, saying what was in use. */
  LonghaulStreams narrow() {
    return new LonghaulStreams(cloud, plane, part, true);
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
    List<String> words = new ArrayList<>();
    words.add(cloud.with(course.server().endpoint()).toString());
    words.add(course.source());
    words.add(course.target());
    words.add(Long.toString(course.objects()));
    words.add(Integer.toString(course.inFlight()));
    List<String> options = new ArrayList<>();
    String more = System.getenv().getOrDefault("LONGHAUL_JAVA_OPTS", "");
    if (!more.isEmpty()) options.addAll(List.of(more.split(" ")));
    if (narrow) {
      words.add("alive");
      options.add("-Xmx" + HALF_MIB + "m");
      options.add("-XX:MaxDirectMemorySize=" + HALF_MIB + "m");
      // netty's own count, where it goes around that of Java
      options.add("-Dio.netty.maxDirectMemory=" + ((long) HALF_MIB << 20));
    }
    Map<String, String> environment = new HashMap<>(course.environment());
    environment.put("LONGHAUL_DATA_PLANE", plane);
    List<String> command = Jvm.command(course, options, StreamAll.class, words);
    return new Begun(Child.start(course.log(log()), environment, command), Duration.ZERO);
  }

  String log() {
    return "stream-" + plane + (narrow ? "-narrow" : "");
  }
}
