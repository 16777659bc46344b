/**
 * What every adapter that speaks S3's protocol does alike: which answer means what, and in which
 * words a failure is told. An adapter below it makes one try of one request, {@link
 * io.longhaul.s3.calls.S3Requests}.
 */
@NullMarked
package io.longhaul.s3.calls;

import org.jspecify.annotations.NullMarked;
