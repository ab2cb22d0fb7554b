/**
 * What the compiler made of the contracts: code to deploy, code to compare with, errors to read.
 */
@NullMarked
package io.lockstep.chain.contract;

import org.jspecify.annotations.NullMarked;
