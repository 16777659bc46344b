/** S3's wire: names, encodings, conditions, signatures and failures, without any storage. */
@NullMarked
package io.longhaul.embedded.s3.protocol;

import org.jspecify.annotations.NullMarked;
