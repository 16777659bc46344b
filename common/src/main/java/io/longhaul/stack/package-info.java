/**
 * A stack as one process reaches it: the ledger's table, the queues and the object store behind
 * their ports, resolved from settings once, opened and closed together.
 */
@NullMarked
package io.longhaul.stack;

import org.jspecify.annotations.NullMarked;
