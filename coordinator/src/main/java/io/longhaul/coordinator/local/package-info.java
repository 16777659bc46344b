/** Processes on this machine: the embedded cloud and local workers, started and stopped by id. */
@NullMarked
package io.longhaul.coordinator.local;

import org.jspecify.annotations.NullMarked;
