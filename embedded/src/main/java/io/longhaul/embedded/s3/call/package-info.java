/** The operations of S3, one class each: a request in, a reply out, no HTTP server in sight. */
@NullMarked
package io.longhaul.embedded.s3.call;

import org.jspecify.annotations.NullMarked;
