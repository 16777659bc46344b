/** Benchmarks; nothing here is part of the product. */
@NullMarked
package io.longhaul.bench;

import org.jspecify.annotations.NullMarked;
