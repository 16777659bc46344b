/**
 * Keeps a run whose units fail alike from losing them all: they are handed back uncharged, one at a
 * time is tried, and when one succeeds the run goes on. Each run has a breaker of its own.
 */
@NullMarked
package io.longhaul.worker.breaker;

import org.jspecify.annotations.NullMarked;
