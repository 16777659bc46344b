/** The ledger's database: H2, served on loopback so that all processes of a stack share it. */
@NullMarked
package io.longhaul.embedded.ledger;

import org.jspecify.annotations.NullMarked;
