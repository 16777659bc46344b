/** A worker process: receives, claims, does and settles units. */
@NullMarked
package io.longhaul.worker;

import org.jspecify.annotations.NullMarked;
