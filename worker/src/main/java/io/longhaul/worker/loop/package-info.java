/**
 * The worker: asks for messages while it has free slots, claims, runs handlers, settles, and leaves
 * in good order. One small class for each step of the loop.
 */
@NullMarked
package io.longhaul.worker.loop;

import org.jspecify.annotations.NullMarked;
