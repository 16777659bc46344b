package io.longhaul.queue;

import java.time.Instant;

/**
 * A message with all that is known of it, for a person who looks into a queue.
 *
 * @param id the broker's, the same however often it is received
 * @param body whatever somebody sent: text from outside
 * @param sent the epoch: not known
 * @param receives how often it was received, this time included; 0: not known
 * @param attributes whether it carries any beside its body, which are not read
 */
public record Letter(
    Message message, String id, String body, Instant sent, int receives, boolean attributes) {}
