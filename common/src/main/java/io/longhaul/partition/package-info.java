/**
 * The one partitioner: cuts a key space into ranges so that every key lies in exactly one, says
 * what a range asks of a listing, and cuts what is left of it; {@link io.longhaul.partition.Look}
 * finds out how a space that nobody described is laid out.
 */
@NullMarked
package io.longhaul.partition;

import org.jspecify.annotations.NullMarked;
