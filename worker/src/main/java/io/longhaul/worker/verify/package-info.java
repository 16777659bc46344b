/**
 * Does the units of {@code s3-verify}: a range by merging the listings of both sides, keys by
 * looking again at each.
 *
 * <p>It writes nothing, until a person redrives a unit of differences: then they are copied over
 * exactly what was seen.
 */
@NullMarked
package io.longhaul.worker.verify;

import org.jspecify.annotations.NullMarked;
