package io.longhaul.s3.vertx;

import io.longhaul.s3.calls.Percent;
import java.util.ArrayList;
import java.util.List;

/** One request as it will be sent, but for its signature. */
final class ToSign {
  private static final int USUAL = 12;

  private final String method;
  private final String path;
  private final List<Pair> query = new ArrayList<>(USUAL);
  private final List<Pair> headers = new ArrayList<>(USUAL);

  /** A name and its value. */
  record Pair(String name, String value) implements Comparable<Pair> {
    @Override
    public int compareTo(Pair other) {
      int names = name.compareTo(other.name);
      return names != 0 ? names : value.compareTo(other.value);
    }
  }

  /**
   * @param path percent-encoded, as it goes over the wire
   * @param host with the port if it is not the usual one
   */
  ToSign(String method, String path, String host) {
    this.method = method;
    this.path = path;
    header("host", host);
  }

  /** Adds a parameter, which is encoded here. */
  ToSign query(String name, String value) {
    query.add(new Pair(Percent.encode(name), Percent.encode(value)));
    return this;
  }

  /**
   * Adds a header that is to be signed.
   *
   * @param name in lower case
   */
  ToSign header(String name, String value) {
    headers.add(new Pair(name, value));
    return this;
  }

  /** Adds a header, or puts its value before the others of a list that is there already. */
  ToSign inFront(String name, String value) {
    for (int i = 0; i < headers.size(); i++) {
      Pair there = headers.get(i);
      if (!there.name().equals(name)) continue;
      headers.set(i, new Pair(name, value + "," + there.value()));
      return this;
    }
    return header(name, value);
  }

  boolean has(String name) {
    for (Pair header : headers) if (header.name().equals(name)) return true;
    return false;
  }

  String method() {
    return method;
  }

  String path() {
    return path;
  }

  /** Encoded, in the order in which they were added. */
  List<Pair> query() {
    return query;
  }

  /** In the order in which they were added. */
  List<Pair> headers() {
    return headers;
  }

  /** Path and query, as they go over the wire. */
  String target() {
    if (query.isEmpty()) return path;
    StringBuilder target = new StringBuilder(path.length() + 64).append(path);
    char before = '?';
    for (Pair pair : query) {
      target.append(before).append(pair.name());
      if (!pair.value().isEmpty()) target.append('=').append(pair.value());
      before = '&';
    }
    return target.toString();
  }
}
