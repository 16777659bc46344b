/**
 * Goes through what a unit holds, whatever is then done with each object: a range by merging the
 * listings of both sides, keys by name.
 *
 * <p>It keeps to the unit's budget, tries requests again, never runs more at once than it may, and
 * accounts for every object before the unit ends. Of copying and comparing it knows nothing: those
 * that do know it, and it knows none of them.
 */
@NullMarked
package io.longhaul.worker.walk;

import org.jspecify.annotations.NullMarked;
