package io.longhaul.s3;

import io.longhaul.unit.FailureClass;

/** Why one of many objects was not deleted. */
public sealed interface Undeleted {
  Doomed object();

  /** It is not the object any more that was expected. */
  record Changed(Doomed object) implements Undeleted {}

  /**
   * It failed, though nothing was wrong with the request as a whole.
   *
   * @param said one line
   */
  record Failed(Doomed object, FailureClass failure, String code, String said)
      implements Undeleted {}
}
