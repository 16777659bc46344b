package io.longhaul.worker.simulation;

import io.longhaul.ledger.Condition;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.Write;
import java.util.List;
import java.util.function.Predicate;

/** Lets writes take place without some of their conditions. */
final class TableThatForgets extends PassingTable {
  private final Predicate<Condition> forgotten;

  TableThatForgets(Table table, Predicate<Condition> forgotten) {
    super(table);
    this.forgotten = forgotten;
  }

  @Override
  Write pass(Write write) {
    return switch (write) {
      case Write.Update update ->
          new Write.Update(update.key(), kept(update.conditions()), update.changes());
      case Write.Delete delete -> new Write.Delete(delete.key(), kept(delete.conditions()));
    };
  }

  private List<Condition> kept(List<Condition> conditions) {
    return conditions.stream().filter(forgotten.negate()).toList();
  }

  static boolean is(Condition condition, String attribute) {
    return condition instanceof Condition.Is is && is.attribute().equals(attribute);
  }

  static boolean is(Condition condition, String attribute, Object value) {
    return is(condition, attribute) && ((Condition.Is) condition).value().equals(value);
  }

  static boolean lacks(Condition condition, String attribute) {
    return condition instanceof Condition.Lacks lacks && lacks.attribute().equals(attribute);
  }
}
