package io.longhaul.ledger;

import java.util.Set;

/** The names of the attributes that the table itself must know. */
public final class Attributes {
  /** Partition key of the sparse index {@code open}: a row without it is not in the index. */
  public static final String INDEX_PARTITION = "gpk";

  /** Sort key of the sparse index. */
  public static final String INDEX_SORT = "gsk";

  /** What the index shows of a row beside its keys. */
  public static final Set<String> INDEXED =
      Set.of(
          INDEX_PARTITION, INDEX_SORT, "state", "fence", "tier", "due", "sent", "class", "worker");

  private Attributes() {}
}
