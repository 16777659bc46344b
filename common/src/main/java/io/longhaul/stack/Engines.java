package io.longhaul.stack;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What serves a stack, as a person knows it: addresses and names, never a secret.
 *
 * @param storeIsAws whether the object store is AWS itself, whose conditions are believed
 * @param region of AWS that the stack and its workers are in; empty: they are not in AWS
 */
public record Engines(
    String ledger, String queues, String store, boolean storeIsAws, Optional<String> region) {
  /** Those of a stack that is not in AWS. */
  public Engines(String ledger, String queues, String store, boolean storeIsAws) {
    this(ledger, queues, store, storeIsAws, Optional.empty());
  }

  /** By name, in the order in which they are shown. */
  public Map<String, String> named() {
    Map<String, String> named = new LinkedHashMap<>();
    named.put("ledger", ledger);
    named.put("queues", queues);
    named.put("store", store);
    return named;
  }
}
