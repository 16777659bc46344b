package io.longhaul.coordinator.plan;

import java.time.Duration;

/**
 * How long so many workers take, and what keeps them from being faster.
 *
 * @param bottleneck in words
 */
record Fleet(int workers, Duration time, String bottleneck) {}
