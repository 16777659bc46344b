/** The object store port: every effect is conditional on what the decision saw. */
@NullMarked
package io.longhaul.s3;

import org.jspecify.annotations.NullMarked;
