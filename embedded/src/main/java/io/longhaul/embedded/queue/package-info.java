/** SQS in memory: a stack's queues as the real deployment has them, gone with the process. */
@NullMarked
package io.longhaul.embedded.queue;

import org.jspecify.annotations.NullMarked;
