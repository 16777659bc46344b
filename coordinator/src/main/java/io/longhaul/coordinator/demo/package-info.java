/** The demo: ten thousand real objects, two workers, one of them killed, and the proof. */
@NullMarked
package io.longhaul.coordinator.demo;

import org.jspecify.annotations.NullMarked;
