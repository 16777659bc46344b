package io.longhaul.coordinator;

/**
 * A command that ends here, in one line that says what is wrong, where, and what to do.
 *
 * <p>Nothing more is printed for it but that line.
 */
public final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exit;

  private CommandFailed(int exit, String line) {
    super(line);
    this.exit = exit;
  }

  /** It was asked for something that cannot be: {@link Exit#USAGE}. */
  public static CommandFailed misused(String line) {
    return new CommandFailed(Exit.USAGE, line);
  }

  /** An argument was refused by the value that it was to become, whose words are for the user. */
  public static CommandFailed misused(IllegalArgumentException refusal) {
    return misused(String.valueOf(refusal.getMessage()));
  }

  /** It could not be done: {@link Exit#FAILED}. */
  public static CommandFailed failed(String line) {
    return new CommandFailed(Exit.FAILED, line);
  }

  public int exit() {
    return exit;
  }
}
