/**
 * The embedded cloud: SQS, S3 and a ledger served by one JVM on this machine, for {@code --local}
 * and the tests.
 *
 * <p>Started as a process ({@code io.longhaul.embedded.EmbeddedCloud --state DIR --s3-root DIR
 * --stack NAME}) it writes {@code DIR/cloud.json} when everything answers, and then prints one line
 * that begins with {@code ready}. The file (mode 0600, replaced atomically, gone after a clean
 * stop) holds:
 *
 * <pre>
 * format          1
 * pid             of the process that serves; after kill -9 the file stays, so check that it lives
 * stack           the queues are longhaul-STACK-small, -medium, -large, -dead
 * region, account us-east-1 and 000000000000: what buckets and queues say they belong to
 * sqsEndpoint     http://127.0.0.1:PORT, any credentials
 * s3Endpoint      http://127.0.0.1:PORT, path style, SigV4 with accessKey and secretKey
 * adminEndpoint   http://127.0.0.1:PORT/_longhaul: fault hooks and counters; the header
 *                 x-longhaul-secret must be the secretKey
 * accessKey, secretKey
 * ledgerUrl, ledgerUser, ledgerPassword   JDBC, H2
 * sqsPort, s3Port, ledgerPort
 * s3Root          one folder per bucket, plain files in it
 * log             DIR/cloud.log
 * </pre>
 *
 * <p>Ports and secrets are kept in {@code DIR/remembered.json} (0600): a restart comes back under
 * the same queue URLs and lets the same clients in. Delete it, and the ledger beside it, to have
 * new ones.
 */
@NullMarked
package io.longhaul.embedded;

import org.jspecify.annotations.NullMarked;
