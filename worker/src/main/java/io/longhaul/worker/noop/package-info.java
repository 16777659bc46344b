/** Does the units of {@code noop}: nothing, to measure what units themselves cost. */
@NullMarked
package io.longhaul.worker.noop;

import org.jspecify.annotations.NullMarked;
