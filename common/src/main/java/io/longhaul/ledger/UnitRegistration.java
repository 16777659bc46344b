package io.longhaul.ledger;

import static io.longhaul.ledger.UnitRow.KIND;
import static io.longhaul.ledger.UnitRow.MIN_VERSION;
import static io.longhaul.ledger.UnitRow.ORDINAL;
import static io.longhaul.ledger.UnitRow.PARENT;
import static io.longhaul.ledger.UnitRow.PAYLOAD;
import static io.longhaul.ledger.UnitRow.PAYLOAD_ROW;
import static io.longhaul.ledger.UnitRow.SHARDS;
import static io.longhaul.ledger.UnitRow.STAGE;
import static io.longhaul.ledger.UnitRow.TIER;

import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitRef;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A unit about to be registered: its row is written only if there is none, so that nothing that
 * exists is ever overwritten.
 *
 * @param minVersion the version of its kind that a worker must have
 * @param payload as JSON
 */
record UnitRegistration(
    UnitRef ref,
    String kind,
    int minVersion,
    Tier tier,
    String payload,
    String stage,
    int shards,
    String parent,
    int ordinal) {
  /** A payload of at most so many bytes lies in the unit's own row, which stays below 1 KB. */
  private static final int LARGEST_INLINE = 400;

  /** The most bytes of a payload; a handler that has more to hand on makes more units of it. */
  static final int LARGEST_PAYLOAD = 40 * 1024;

  UnitRegistration {
    int size = Row.utf8(payload);
    if (size > LARGEST_PAYLOAD) {
      throw new IllegalArgumentException(
          "payload of %s: %d bytes, at most %d".formatted(ref, size, LARGEST_PAYLOAD));
    }
  }

  private boolean apart() {
    return Row.utf8(payload) > LARGEST_INLINE;
  }

  /** The write that must come first, if the payload needs a row of its own. */
  Optional<Write> payloadFirst() {
    if (!apart()) return Optional.empty();
    return Optional.of(
        new Write.Update(
            LedgerKeys.payload(ref, digest()),
            List.of(),
            List.of(new Change.Set(PAYLOAD, payload))));
  }

  Write row(List<Change> state) {
    List<Change> changes = new ArrayList<>(state);
    changes.add(new Change.Set(KIND, kind));
    changes.add(new Change.Set(MIN_VERSION, (long) minVersion));
    changes.add(new Change.Set(TIER, tier.name()));
    changes.add(new Change.Set(STAGE, stage));
    changes.add(new Change.Set(SHARDS, (long) shards));
    changes.add(new Change.Set(PARENT, parent));
    changes.add(new Change.Set(ORDINAL, (long) ordinal));
    changes.add(apart() ? new Change.Set(PAYLOAD_ROW, digest()) : new Change.Set(PAYLOAD, payload));
    return new Write.Update(LedgerKeys.unit(ref), List.of(new Condition.NoRow()), changes);
  }

  private String digest() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(payload.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
