/** The object store by the AWS SDK: the reference that every other data plane is held against. */
@NullMarked
package io.longhaul.s3.sdk;

import org.jspecify.annotations.NullMarked;
