/**
 * The commands, one class each: results on stdout, all else on stderr, an exit status that {@link
 * io.longhaul.coordinator.Exit} names, and for a failure one line that says what to do.
 */
@NullMarked
package io.longhaul.coordinator.cli;

import org.jspecify.annotations.NullMarked;
