/** What became of a run, as text, csv and JSON: what is not known is never said to be 0. */
@NullMarked
package io.longhaul.coordinator.report;

import org.jspecify.annotations.NullMarked;
