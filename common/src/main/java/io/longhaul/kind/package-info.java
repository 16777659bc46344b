/**
 * What a kind of work is: one {@link io.longhaul.kind.Kind} each, known to coordinator and worker.
 */
@NullMarked
package io.longhaul.kind;

import org.jspecify.annotations.NullMarked;
