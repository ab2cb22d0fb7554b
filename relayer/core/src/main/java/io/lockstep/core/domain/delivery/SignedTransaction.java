package io.lockstep.core.domain.delivery;

import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;

/** A transaction as it goes out. */
public record SignedTransaction(Hash32 hash, Bytes bytes, Fees fees) {}
