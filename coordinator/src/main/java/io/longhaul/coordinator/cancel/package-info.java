/** Ends a run before it is done; whatever was copied stays where it is. */
@NullMarked
package io.longhaul.coordinator.cancel;

import org.jspecify.annotations.NullMarked;
