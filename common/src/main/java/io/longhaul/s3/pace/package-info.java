/**
 * How fast a worker may ask: as many requests a second, and as many at once, as a store takes,
 * found out by trying, and no more a second than a run's caps allow. Both stand before an {@link
 * io.longhaul.s3.ObjectStore} and know none of its adapters.
 */
@NullMarked
package io.longhaul.s3.pace;

import org.jspecify.annotations.NullMarked;
