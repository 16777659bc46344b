/** The embedded cloud: SQS, S3 and a ledger served by one JVM on this machine. */
@NullMarked
package io.longhaul.embedded;

import org.jspecify.annotations.NullMarked;
