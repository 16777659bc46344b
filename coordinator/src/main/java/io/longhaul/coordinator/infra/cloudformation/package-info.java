/** Estates in AWS, or on a server that speaks its protocols: one CloudFormation stack each. */
@NullMarked
package io.longhaul.coordinator.infra.cloudformation;

import org.jspecify.annotations.NullMarked;
