package io.longhaul.stack;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What serves a stack, as a person knows it: addresses and names, never a secret.
 *
 * @param storeIsAws whether the object store is AWS itself, whose conditions are believed
 */
public record Engines(String ledger, String queues, String store, boolean storeIsAws) {

  /** By name, in the order in which they are shown. */
  public Map<String, String> named() {
    Map<String, String> named = new LinkedHashMap<>();
    named.put("ledger", ledger);
    named.put("queues", queues);
    named.put("store", store);
    return named;
  }
}
