/**
 * Dead units: found and grouped by why they died, closed by hand, or opened again. Each of it may
 * be repeated, by several at once, with the same effect.
 */
@NullMarked
package io.longhaul.coordinator.dead;

import org.jspecify.annotations.NullMarked;
