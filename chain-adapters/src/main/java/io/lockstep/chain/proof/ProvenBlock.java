package io.lockstep.chain.proof;

import io.lockstep.protocol.Hash32;
import java.time.Instant;

/** The block that a proof holds at. Whether the chain keeps it is for others to find out. */
public record ProvenBlock(long number, Hash32 hash, Instant time) {

  static ProvenBlock of(Header header) {
    return new ProvenBlock(header.number(), header.hash(), header.time());
  }
}
