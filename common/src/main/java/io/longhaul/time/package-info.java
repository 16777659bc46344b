/** The only clock: what is now, how long a thing took, waiting, and threads that wait. */
@NullMarked
package io.longhaul.time;

import org.jspecify.annotations.NullMarked;
