/** What comparing two sides finds: the difference of one object, as the ledger keeps it. */
@NullMarked
package io.longhaul.verify;

import org.jspecify.annotations.NullMarked;
