/**
 * Holding units: sessions, claims, settling, and the sweeper that finds what was left behind. All
 * of it works on the ledger, the queues and {@link io.longhaul.time.Time} alone, and so runs under
 * the simulation as it does on a fleet.
 */
@NullMarked
package io.longhaul.claim;

import org.jspecify.annotations.NullMarked;
