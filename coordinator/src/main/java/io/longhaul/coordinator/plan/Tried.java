package io.longhaul.coordinator.plan;

import io.longhaul.access.Need;

/**
 * What came of trying a permission by using it.
 *
 * @param why what was said; empty if it is granted
 */
record Tried(Need need, Answer answer, String why) {
  enum Answer {
    GRANTED,
    DENIED,
    /** What it is needed on is not there. */
    MISSING,
    /** No answer, or one that says nothing about permissions. */
    UNKNOWN
  }
}
