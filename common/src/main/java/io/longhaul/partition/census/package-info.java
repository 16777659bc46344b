/**
 * Says from some listings about how much lies in a key space, and how sure that is: strata are
 * found by skipping from one beginning of keys to the next, and random descents estimate what no
 * page showed of them.
 */
@NullMarked
package io.longhaul.partition.census;

import org.jspecify.annotations.NullMarked;
