/** Buckets' policies and a role's inline ones on AWS, by its SDK. */
@NullMarked
package io.longhaul.coordinator.grant.aws;

import org.jspecify.annotations.NullMarked;
