/** Worker processes, their ledger, queues and disk, disturbed at random; nothing may be lost. */
@NullMarked
package io.longhaul.bench.chaos;

import org.jspecify.annotations.NullMarked;
