/**
 * Does the units of {@code s3-copy}: a range by merging the listings of both sides, keys by looking
 * at each.
 *
 * <p>Every effect says what it expects to find, so that it may come twice, late, or from two
 * workers at once. What cannot be done leaves as a unit of its own.
 */
@NullMarked
package io.longhaul.worker.copy;

import org.jspecify.annotations.NullMarked;
