/**
 * What comparing two sides finds, as the ledger keeps it: the difference of one object, or how far
 * one was found equal.
 */
@NullMarked
package io.longhaul.verify;

import org.jspecify.annotations.NullMarked;
