/** What a worker asks of Auto Scaling about its own machine. */
@NullMarked
package io.longhaul.worker.host.ec2;

import org.jspecify.annotations.NullMarked;
