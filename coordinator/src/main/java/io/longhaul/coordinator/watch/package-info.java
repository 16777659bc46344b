/** Following a run until it is over: its counters, the sweeper's duty meanwhile, the picture. */
@NullMarked
package io.longhaul.coordinator.watch;

import org.jspecify.annotations.NullMarked;
