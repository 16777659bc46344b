/** What coordinator and worker keep in memory, however many objects there are. */
@NullMarked
package io.longhaul.bench.heap;

import org.jspecify.annotations.NullMarked;
