/**
 * The ledger's table on DynamoDB.
 *
 * <p>Keys: {@code pk} (partition) and {@code sk} (sort), both text. One sparse index {@code open}:
 * {@code gpk} and {@code gsk}, both text, projecting {@link io.longhaul.ledger.Attributes#INDEXED}.
 * Attributes are S or N and lie side by side with the keys.
 */
@NullMarked
package io.longhaul.ledger.dynamodb;

import org.jspecify.annotations.NullMarked;
