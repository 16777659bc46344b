/** What a job would come to before it is submitted: amounts, units, cost, time and permissions. */
@NullMarked
package io.longhaul.coordinator.plan;

import org.jspecify.annotations.NullMarked;
