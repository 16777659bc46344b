/** Registering a run and cutting its job up: from this machine, or left to the fleet. */
@NullMarked
package io.longhaul.coordinator.submit;

import org.jspecify.annotations.NullMarked;
