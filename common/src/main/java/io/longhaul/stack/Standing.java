package io.longhaul.stack;

import java.util.List;

/** How a resource of a stack stands. */
public sealed interface Standing {
  /** It is not there. */
  record Absent() implements Standing {}

  /** It was not there, and has been made just now. */
  record Made() implements Standing {}

  /**
   * It was there, and has not been touched.
   *
   * @param differences from what would have been made, each in the words of a person; empty: none
   */
  record There(List<String> differences) implements Standing {
    public There {
      differences = List.copyOf(differences);
    }
  }
}
