/** What comes from outside, spoiled: it is read, or refused, and nothing else happens. */
@NullMarked
package io.longhaul.fuzz;

import org.jspecify.annotations.NullMarked;
