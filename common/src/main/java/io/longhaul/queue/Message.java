package io.longhaul.queue;

import io.longhaul.unit.UnitRef;
import java.util.Optional;

/**
 * What was received: where to look, and the receipt that deletes or returns it.
 *
 * @param unit empty if the body is not one of ours; such a message is left to the broker
 */
public record Message(Optional<UnitRef> unit, String receipt) {}
