/** What a run leaves at its target that is no object. */
@NullMarked
package io.longhaul.coordinator.uploads;

import org.jspecify.annotations.NullMarked;
