/** Opens stacks: the one place that knows which adapter stands behind which port. */
@NullMarked
package io.longhaul.aws.stack;

import org.jspecify.annotations.NullMarked;
