package io.longhaul.job.file;

/**
 * A job file that cannot be run, in one line: {@code file:line: field: what is wrong, what to do}.
 */
public final class JobFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JobFileException(String line, Throwable cause) {
    super(line, cause);
  }

  JobFileException(String line) {
    super(line);
  }
}
