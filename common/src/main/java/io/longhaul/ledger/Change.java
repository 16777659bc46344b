package io.longhaul.ledger;

/** What a write does to one attribute; a write makes the row if it is not there. */
public sealed interface Change {
  String attribute();

  /** Sets it; value a String (not empty for an index key) or a Long. */
  record Set(String attribute, Object value) implements Change {}

  /** Adds to a number, from 0 if it is not there. */
  record Add(String attribute, long value) implements Change {}

  /** Takes it away. */
  record Remove(String attribute) implements Change {}
}
