/** The only place that reads a clock or waits: everything else is handed a {@code Time}. */
@NullMarked
package io.longhaul.time;

import org.jspecify.annotations.NullMarked;
