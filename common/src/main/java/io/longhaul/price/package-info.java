/** What AWS bills for: the prices, with their date, and the sums of requests that they apply to. */
@NullMarked
package io.longhaul.price;

import org.jspecify.annotations.NullMarked;
