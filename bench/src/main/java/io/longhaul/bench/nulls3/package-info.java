/** An S3 server that keeps nothing, so that a benchmark measures who asks it. */
@NullMarked
package io.longhaul.bench.nulls3;

import org.jspecify.annotations.NullMarked;
