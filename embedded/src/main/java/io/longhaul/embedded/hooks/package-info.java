/**
 * Faults on demand: a hook catches requests by call, bucket and key, and fails, delays, holds or
 * cuts them. What each request met is decided when it arrives.
 */
@NullMarked
package io.longhaul.embedded.hooks;

import org.jspecify.annotations.NullMarked;
