package io.longhaul.coordinator.infra;

import java.util.List;

/**
 * What becomes of one resource.
 *
 * @param name in the template
 * @param type such as {@code AWS::SQS::Queue}
 * @param properties that change; empty: it is not said which
 */
public record Change(Action action, String name, String type, List<String> properties) {
  public Change {
    properties = List.copyOf(properties);
  }

  /** In the order of how much it costs to be wrong about it. */
  public enum Action {
    ADD("add"),
    MODIFY("modify"),
    /** Whether it is replaced is known only when it is done. */
    PERHAPS_REPLACE("perhaps replace"),
    REPLACE("replace"),
    REMOVE("remove");

    private final String word;

    Action(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }
}
