package io.longhaul.sizing;

import io.longhaul.ledger.Table;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A table on which something happens, once, as its runs are listed. */
final class SlowLedger {
  private final Table table;
  private boolean happened;

  SlowLedger(Table inner, Runnable meanwhile) {
    table =
        (Table)
            Proxy.newProxyInstance(
                Table.class.getClassLoader(),
                new Class<?>[] {Table.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("query")
                      && "RUNS".equals(arguments[0])
                      && !happened) {
                    happened = true;
                    meanwhile.run();
                  }
                  try {
                    return method.invoke(inner, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
  }

  Table table() {
    return table;
  }
}
