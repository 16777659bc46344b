/** What a unit costs by itself: requests to ledger and queue, money, and time. */
@NullMarked
package io.longhaul.bench.noop;

import org.jspecify.annotations.NullMarked;
