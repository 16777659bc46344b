/**
 * Least privilege for one job: who needs what of which bucket and key, and how a run is granted it
 * for a while and has it taken back.
 */
@NullMarked
package io.longhaul.coordinator.grant;

import org.jspecify.annotations.NullMarked;
