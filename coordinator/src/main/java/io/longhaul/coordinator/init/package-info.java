/**
 * {@code longhaul init}: a commented job file, filled in with what a look at the buckets showed.
 */
@NullMarked
package io.longhaul.coordinator.init;

import org.jspecify.annotations.NullMarked;
