package io.longhaul.ledger;

/** What must hold of a row for a write to it to take place; an absent row has no attributes. */
public sealed interface Condition {
  /** The row is not there. */
  record NoRow() implements Condition {}

  /** The row is there. */
  record RowThere() implements Condition {}

  /** The attribute is there and equal; value a String or a Long. */
  record Is(String attribute, Object value) implements Condition {}

  /** The attribute is not there, or not equal to this; value a String or a Long. */
  record IsNot(String attribute, Object value) implements Condition {}

  /** The attribute is not there. */
  record Lacks(String attribute) implements Condition {}

  /** The attribute is there and at most this. */
  record AtMost(String attribute, long value) implements Condition {}

  /** One of them at least. */
  record Either(Condition one, Condition other) implements Condition {}
}
