/**
 * The fleet as an Auto Scaling group, {@code longhaul-<stack>}, of EC2 machines. The group makes
 * and tags them by its launch template; here it is told how many, and asked what is there.
 */
@NullMarked
package io.longhaul.coordinator.fleet.ec2;

import org.jspecify.annotations.NullMarked;
