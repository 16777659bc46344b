/** The ledger's table in memory: what the simulation and the tests of everything above run on. */
@NullMarked
package io.longhaul.ledger.memory;

import org.jspecify.annotations.NullMarked;
