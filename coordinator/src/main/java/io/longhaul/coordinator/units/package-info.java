/** All units of a run, open and closed, one by one. */
@NullMarked
package io.longhaul.coordinator.units;

import org.jspecify.annotations.NullMarked;
