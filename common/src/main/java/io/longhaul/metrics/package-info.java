/** What all meters of a process have in common: their clock, and what is measured of the JVM. */
@NullMarked
package io.longhaul.metrics;

import org.jspecify.annotations.NullMarked;
