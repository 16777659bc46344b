/** The queue in this process's memory: for one process, and for the simulation. */
@NullMarked
package io.longhaul.queue.memory;

import org.jspecify.annotations.NullMarked;
