package io.longhaul.manifest;

import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Payload.Keys;
import io.longhaul.unit.Payload.Listed;
import io.longhaul.unit.PayloadJson;
import io.longhaul.unit.Weight;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Gathers objects into units of keys, each as full as its budget and its row allow. */
public final class KeyLists {
  /** Of JSON in bytes; a payload's own limit is 40 KB. */
  private static final int LARGEST = 30 * 1024;

  private final int each;
  private final List<NewUnit> full = new ArrayList<>();
  private List<Listed> open = new ArrayList<>();
  private int bytes;

  /**
   * @param each the most objects of a unit
   */
  public KeyLists(int each) {
    this.each = each;
  }

  public void add(Listed object) {
    if (full(object)) close();
    open.add(object);
    bytes += json(object);
  }

  /** Whether it can be added without there being more units than this. */
  public boolean fits(Listed object, int most) {
    return count() < most || !full(object);
  }

  private boolean full(Listed object) {
    return open.size() == each || bytes + json(object) > LARGEST;
  }

  /** In bytes, a little more than its share of a payload. */
  private static int json(Listed object) {
    return PayloadJson.write(new Keys(List.of(object))).getBytes(StandardCharsets.UTF_8).length;
  }

  private void close() {
    if (open.isEmpty()) return;
    long size = open.stream().mapToLong(Listed::size).sum();
    full.add(new NewUnit(new Keys(open), new Weight(open.size(), size).tier()));
    open = new ArrayList<>();
    bytes = 0;
  }

  /** How many units there are so far, the open one included. */
  public int count() {
    return full.size() + (open.isEmpty() ? 0 : 1);
  }

  /** All of them. */
  public List<NewUnit> units() {
    close();
    return List.copyOf(full);
  }
}
