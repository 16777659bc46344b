package io.longhaul.coordinator.infra;

import java.util.Map;

/**
 * How a formation stands.
 *
 * @param id is still known for a while after it was deleted; the stack's name is not
 * @param status in the words of who keeps it
 * @param why of that status; may be empty
 * @param parameters as they were given when it was last changed
 */
public record Formed(String id, String status, String why, Map<String, String> parameters) {
  public Formed {
    parameters = Map.copyOf(parameters);
  }

  /** What can be done with it. */
  public enum State {
    /** Nothing of it is there yet: it was only proposed. */
    PROPOSED,
    /** Somebody is changing it. */
    BUSY,
    /** It can be changed. */
    READY,
    /** It can only be deleted. */
    BROKEN,
    /** Its last change could neither be finished nor be taken back: it needs a person. */
    STUCK,
    GONE
  }

  public State state() {
    return switch (status) {
      case "REVIEW_IN_PROGRESS" -> State.PROPOSED;
      case "DELETE_COMPLETE" -> State.GONE;
      case "CREATE_FAILED", "ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "DELETE_FAILED" -> State.BROKEN;
      case "UPDATE_FAILED", "UPDATE_ROLLBACK_FAILED" -> State.STUCK;
      default -> status.endsWith("_IN_PROGRESS") ? State.BUSY : State.READY;
    };
  }

  /** Whether what was begun last was done, and not taken back. */
  public boolean succeeded() {
    return status.equals("CREATE_COMPLETE") || status.equals("UPDATE_COMPLETE");
  }
}
