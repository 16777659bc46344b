/** Meters in CloudWatch, for who asks for it: one batch a minute, and nothing waits for it. */
@NullMarked
package io.longhaul.metrics.cloudwatch;

import org.jspecify.annotations.NullMarked;
