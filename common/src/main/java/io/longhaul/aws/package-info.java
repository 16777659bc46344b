/**
 * AWS as this process sees it: clients by the SDK's own variables and chain, what a failure means,
 * and how far this machine's clock is off.
 */
@NullMarked
package io.longhaul.aws;

import org.jspecify.annotations.NullMarked;
