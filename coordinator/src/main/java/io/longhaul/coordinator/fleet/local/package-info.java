/** A fleet of worker processes on this machine, for one run, started and stopped by their ids. */
@NullMarked
package io.longhaul.coordinator.fleet.local;

import org.jspecify.annotations.NullMarked;
