/** The words of the product: run, unit, payload, tally, weight, outcome. Pure values, no port. */
@NullMarked
package io.longhaul.unit;

import org.jspecify.annotations.NullMarked;
