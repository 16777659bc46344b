package io.longhaul.embedded.s3.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters of a request, by name; values are bytes until somebody wants text. */
public final class Query {
  private record Parameter(String name, byte[] value) {}

  private final List<Parameter> all = new ArrayList<>();
  private final Map<String, byte[]> byName = new HashMap<>();

  public Query(@Nullable String raw) {
    if (raw == null || raw.isEmpty()) return;
    for (String pair : raw.split("&", -1)) {
      if (pair.isEmpty()) continue;
      int equals = pair.indexOf('=');
      byte[] name = Percent.decodeQuery(equals < 0 ? pair : pair.substring(0, equals));
      byte[] value = Percent.decodeQuery(equals < 0 ? "" : pair.substring(equals + 1));
      var parameter = new Parameter(new String(name, StandardCharsets.UTF_8), value);
      all.add(parameter);
      byName.putIfAbsent(parameter.name(), value);
    }
  }

  public boolean has(String name) {
    return byName.containsKey(name);
  }

  public byte @Nullable [] bytes(String name) {
    return byName.get(name);
  }

  public @Nullable String text(String name) {
    byte[] value = byName.get(name);
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }

  /** A whole number, or {@code otherwise} if the parameter is not given. */
  public int number(String name, int otherwise) {
    String text = text(name);
    if (text == null || text.isEmpty()) return otherwise;
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw S3Failure.invalidArgument("Provided " + name + " not an integer");
    }
  }

  /** As the signature sees it: encoded anew, sorted by name, then value. */
  String canonical() {
    return all.stream()
        .map(p ->
            new String[] {
              Percent.encode(p.name().getBytes(StandardCharsets.UTF_8)), Percent.encode(p.value())
            })
        .sorted(Comparator.<String[], String>comparing(p -> p[0]).thenComparing(p -> p[1]))
        .map(p -> p[0] + "=" + p[1])
        .collect(Collectors.joining("&"));
  }
}
