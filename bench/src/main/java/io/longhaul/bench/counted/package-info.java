/** Runs of which every request is counted, and held beside what is reckoned. */
@NullMarked
package io.longhaul.bench.counted;

import org.jspecify.annotations.NullMarked;
