/**
 * The real loop, sweeper and copying over ports in memory, on one thread, in an order that a seed
 * decides, with every fault that the seed thinks of.
 */
@NullMarked
package io.longhaul.worker.simulation;

import org.jspecify.annotations.NullMarked;
