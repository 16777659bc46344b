/**
 * The fleet of a stack: how many workers are wanted, which there are, what each of them does, and
 * what keeps more from being launched. A port, which knows nothing of where they run.
 */
@NullMarked
package io.longhaul.coordinator.fleet;

import org.jspecify.annotations.NullMarked;
