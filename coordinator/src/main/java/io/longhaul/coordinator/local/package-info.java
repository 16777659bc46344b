/** Processes on this machine, started and stopped by id; the embedded cloud is one of them. */
@NullMarked
package io.longhaul.coordinator.local;

import org.jspecify.annotations.NullMarked;
