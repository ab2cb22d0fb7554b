package io.lockstep.chain.proof;

/** What RLP can say: a string of bytes, or a list of items. */
sealed interface RlpItem permits RlpString, RlpList {}
