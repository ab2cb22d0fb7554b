package io.lockstep.chain.proof;

import static io.lockstep.chain.proof.ProofException.Code.CONTRADICTION;

import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.LaneId;
import java.math.BigInteger;
import java.util.List;

/**
 * The words at {@link LaneSlots}, and what they mean. The gateway opens both lanes of a pair at
 * once, with a flag and a chain id that stay for ever; without them all four words are zero. What
 * lies between is held by no gateway, and is refused rather than guessed at.
 */
record LaneWords(
    StorageWord outboundPosition,
    StorageWord outboundHead,
    StorageWord inboundPosition,
    StorageWord inboundHead) {

  /** GatewayState.OPEN. */
  private static final int OPEN = 1;

  static LaneWords of(List<StorageWord> words) {
    return new LaneWords(words.get(0), words.get(1), words.get(2), words.get(3));
  }

  LaneEvidence read(Lane lane, ProvenBlock block) {
    return isUntouched()
        ? new LaneEvidence.NeverOpened(block)
        : new LaneEvidence.Opened(block, outbound(), inbound(lane.paired()));
  }

  private boolean isUntouched() {
    return outboundPosition.isZero()
        && outboundHead.isZero()
        && inboundPosition.isZero()
        && inboundHead.isZero();
  }

  private LaneHead outbound() {
    requireFirstWord(outboundPosition, GatewayField.Mapping.OUTBOUND);
    if (!outboundPosition.field(GatewayField.OUTBOUND_FLAGS).testBit(OPEN - 1)) {
      throw contradiction("outbound lane", "one that is not open", "one that is, as its pair");
    }
    BigInteger nonce = outboundPosition.field(GatewayField.OUTBOUND_NONCE);
    if (nonce.signum() == 0 || outboundHead.isZero()) {
      throw contradiction("outbound lane", "an open one without HELLO", "nonce 1 or higher");
    }
    return new LaneHead(nonce.longValueExact(), outboundHead.hash());
  }

  private LaneHead inbound(Lane lane) {
    requireFirstWord(inboundPosition, GatewayField.Mapping.INBOUND);
    BigInteger source = inboundPosition.field(GatewayField.INBOUND_SOURCE_CHAIN_ID);
    if (!source.equals(lane.source().chain().value())) {
      throw contradiction("source chain of the inbound lane", source, lane.source().chain());
    }
    BigInteger nonce = inboundPosition.field(GatewayField.INBOUND_NONCE);
    if (nonce.bitLength() >= Long.SIZE) {
      throw contradiction("nonce of the inbound lane", nonce, "less than 2^63");
    }
    LaneHead head = new LaneHead(nonce.longValueExact(), inboundHead.hash());
    requireGenesisOnlyAtZero(head, lane.id());
    return head;
  }

  /** A lane's head is its own id before its first message, and never again. */
  private static void requireGenesisOnlyAtZero(LaneHead found, LaneId lane) {
    boolean isGenesis = found.head().equals(lane.value());
    if (isGenesis != (found.nonce() == 0) || found.head().equals(Hash32.ZERO)) {
      throw contradiction(
          "inbound lane",
          "nonce " + found.nonce() + " with head " + found.head(),
          "the lane's id as head at nonce 0, and only there");
    }
  }

  private static void requireFirstWord(StorageWord word, GatewayField.Mapping mapping) {
    if (!word.fits(mapping.firstWordBytes())) {
      throw contradiction(
          "first word of " + mapping.label(),
          word.hash(),
          "nothing above its " + mapping.firstWordBytes() + " bytes");
    }
  }

  private static ProofException contradiction(String what, Object found, Object expected) {
    return new ProofException(CONTRADICTION, what, found, expected);
  }
}
