/**
 * The kind {@code command}: programs that a worker allows, run for items as processes that do not
 * outlive it.
 */
@NullMarked
package io.longhaul.worker.command;

import org.jspecify.annotations.NullMarked;
