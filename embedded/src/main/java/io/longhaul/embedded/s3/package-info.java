/**
 * S3 over HTTP on loopback: who may call, which operation a request is, and what hooks do to it.
 */
@NullMarked
package io.longhaul.embedded.s3;

import org.jspecify.annotations.NullMarked;
