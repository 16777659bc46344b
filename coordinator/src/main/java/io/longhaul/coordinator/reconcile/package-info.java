/** One sweep of a run now, and its recount. */
@NullMarked
package io.longhaul.coordinator.reconcile;

import org.jspecify.annotations.NullMarked;
