/**
 * The ledger's table on H2, as the embedded cloud serves it to the processes of one machine.
 *
 * <p>One table {@code ledger_rows}: {@code pk}, {@code sk} (primary key), {@code gpk}, {@code gsk}
 * (index {@code open}; both null for a row that is not in it) and {@code attributes}, all
 * VARBINARY: H2 compares those as unsigned bytes, which is DynamoDB's order and no collation's. The
 * attributes are one value, in the form of {@link io.longhaul.ledger.h2.AttributeBytes}.
 *
 * <p>The server's URL must say {@code WRITE_DELAY=0}: without it H2 loses acknowledged commits when
 * its process is killed.
 */
@NullMarked
package io.longhaul.ledger.h2;

import org.jspecify.annotations.NullMarked;
