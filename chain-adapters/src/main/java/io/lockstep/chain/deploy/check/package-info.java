/**
 * Reads a deployment back from a chain, point by point. It trusts nothing that the deployer says or
 * keeps: a daemon that starts, or somebody who was not there, runs the same checks.
 */
@NullMarked
package io.lockstep.chain.deploy.check;

import org.jspecify.annotations.NullMarked;
