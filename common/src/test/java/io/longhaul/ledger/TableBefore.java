package io.longhaul.ledger;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Consumer;

/** A table at which something is done before some of its requests. */
final class TableBefore {
  private TableBefore() {}

  /** Before each query, with the partition. */
  static Table query(Table table, Consumer<String> done) {
    return request(table, "query", arguments -> done.accept((String) arguments[0]));
  }

  /** Before each snapshot, with its keys. */
  static Table snapshot(Table table, Consumer<List<?>> done) {
    return request(table, "snapshot", arguments -> done.accept((List<?>) arguments[0]));
  }

  static Table get(Table table, Runnable done) {
    return request(table, "get", arguments -> done.run());
  }

  static Table write(Table table, Runnable done) {
    return request(table, "write", arguments -> done.run());
  }

  private static Table request(Table table, String request, Consumer<Object[]> done) {
    return (Table)
        Proxy.newProxyInstance(
            Table.class.getClassLoader(),
            new Class<?>[] {Table.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals(request)) done.accept(arguments);
              try {
                return method.invoke(table, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
