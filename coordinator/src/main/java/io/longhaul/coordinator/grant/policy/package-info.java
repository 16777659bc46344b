/**
 * IAM's policy documents: what a grant puts into one and takes out of it, and never anything else.
 *
 * <p>All of a run's statements in a bucket's policy have a Sid that begins with the run's own.
 */
@NullMarked
package io.longhaul.coordinator.grant.policy;

import org.jspecify.annotations.NullMarked;
