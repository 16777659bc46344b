/** The object store on Vert.x: few allocations, one signing key a day, no thread that waits. */
@NullMarked
package io.longhaul.s3.vertx;

import org.jspecify.annotations.NullMarked;
