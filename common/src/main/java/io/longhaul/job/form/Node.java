package io.longhaul.job.form;

import java.util.List;

/** What a YAML or JSON text says, each part with the line (from 1) that it begins in. */
public sealed interface Node {
  /** A job is three levels deep; whoever writes twenty means harm. */
  int DEEPEST = 20;

  int line();

  /**
   * Refuses what is nested too deep, before it can fill the stack.
   *
   * @throws Refused beyond {@link #DEEPEST}
   */
  static void checkDepth(int depth, int line) {
    if (depth > DEEPEST) throw new Refused(line, "", "is nested too deep for a job");
  }

  record Mapping(int line, List<Entry> entries) implements Node {
    public Mapping {
      entries = List.copyOf(entries);
    }
  }

  record Sequence(int line, List<Node> items) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  record Text(int line, String value) implements Node {}

  /** A whole number or a decimal one, as it was written. */
  record Number(int line, String written) implements Node {}

  /** What the format reads as true or false: {@code true}, and in YAML {@code no} too. */
  record Truth(int line, String written) implements Node {}

  /** Nothing behind the key, or {@code null}. */
  record Nothing(int line) implements Node {}

  /** A key with what follows it; {@code line} is the key's. */
  record Entry(int line, String key, Node value) {}
}
