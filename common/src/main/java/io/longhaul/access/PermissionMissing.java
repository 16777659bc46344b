package io.longhaul.access;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The credentials are known, and may not do one thing that is needed. */
public final class PermissionMissing extends NoAccess {
  private static final long serialVersionUID = 1L;

  private static final String SEND = "sqs:SendMessage";

  /** A stack's queues deny it to whoever is not named, whatever else they may. */
  private static final String SENDERS =
      ", and have the stack's queues take it: 'longhaul infra deploy --add-senders ARN'";

  private final String action;
  private final String resource;

  /**
   * @param action as a policy names it: {@code dynamodb:UpdateItem}
   * @param resource what it was asked for on: {@code table longhaul-default}
   * @param who the user or role that was refused, where the service says it
   */
  public PermissionMissing(
      String action, String resource, Optional<String> who, @Nullable Throwable cause) {
    super(line(action, resource, who), cause);
    this.action = action;
    this.resource = resource;
  }

  /** The line alone, for what is denied and yet not the end of everything. */
  public static String line(String action, String resource, Optional<String> who) {
    String line =
        "%s on %s is denied%s: let an IAM policy of that user or role allow it"
            .formatted(action, resource, who.map(name -> " to " + name).orElse(""));
    return action.equals(SEND) ? line + SENDERS : line;
  }

  public String action() {
    return action;
  }

  public String resource() {
    return resource;
  }
}
