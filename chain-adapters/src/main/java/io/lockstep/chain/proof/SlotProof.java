package io.lockstep.chain.proof;

import io.lockstep.protocol.Hash32;

/** The way to a storage slot of an account, from the account's storage root. */
public record SlotProof(Hash32 slot, TrieProof proof) {}
