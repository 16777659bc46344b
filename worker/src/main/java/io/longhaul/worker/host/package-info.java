/**
 * The machine that a worker runs on: what it is, when it has to go, and how it lets the machine go
 * when there is nothing more to do. What needs the AWS SDK lies one package below.
 */
@NullMarked
package io.longhaul.worker.host;

import org.jspecify.annotations.NullMarked;
