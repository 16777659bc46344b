/** The object store with a watch on it. */
@NullMarked
package io.longhaul.s3.metered;

import org.jspecify.annotations.NullMarked;
