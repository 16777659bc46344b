/**
 * Keeping the fleet as large as its work needs: what is open, how fast it goes, how many workers
 * that takes, and the duty of telling the group so. It works on the ledger and {@link
 * io.longhaul.time.Time} alone; who tells the group is given to it.
 */
@NullMarked
package io.longhaul.sizing;

import org.jspecify.annotations.NullMarked;
