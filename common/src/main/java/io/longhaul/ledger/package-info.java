/**
 * The ledger: what is true. {@link io.longhaul.ledger.Table} is the port to a database; everything
 * above it in this package is written once and knows no database.
 */
@NullMarked
package io.longhaul.ledger;

import org.jspecify.annotations.NullMarked;
