/**
 * The queue port: a hint where to look, never the truth. A message is {@code {v, run, unit}} and
 * nothing more.
 */
@NullMarked
package io.longhaul.queue;

import org.jspecify.annotations.NullMarked;
