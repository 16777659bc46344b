package io.longhaul.partition.census;

import io.longhaul.unit.Payload;

/**
 * A piece of a range drawn by lot.
 *
 * @param prefix that its names likely begin with: where it is best cut further
 * @param chance with which it was drawn, above 0
 */
record Cell(Payload.Range range, String prefix, double chance) {}
