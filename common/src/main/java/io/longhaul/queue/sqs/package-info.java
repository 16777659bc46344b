/**
 * The queues on SQS, or on a server that speaks it.
 *
 * <p>Names: {@code longhaul-<stack>-small}, {@code -medium}, {@code -large} and {@code -dead}; the
 * first three give what was received 20 times to the last. URLs are looked up by name.
 */
@NullMarked
package io.longhaul.queue.sqs;

import org.jspecify.annotations.NullMarked;
