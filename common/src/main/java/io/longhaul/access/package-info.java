/** What asking again cannot mend, whichever service says it: for a person to act on. */
@NullMarked
package io.longhaul.access;

import org.jspecify.annotations.NullMarked;
