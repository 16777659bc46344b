/**
 * What a job says: its kind with that kind's options, and the budget of its units. Records that
 * check themselves; {@link io.longhaul.job.JobJson} has the form that the ledger keeps.
 */
@NullMarked
package io.longhaul.job;

import org.jspecify.annotations.NullMarked;
