package io.lockstep.chain.provider.proving;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import io.lockstep.chain.proof.AccountProof;
import io.lockstep.chain.proof.Header;
import io.lockstep.chain.proof.LaneEvidence;
import io.lockstep.chain.proof.LaneProof;
import io.lockstep.chain.proof.LaneSlots;
import io.lockstep.chain.proof.ProofException;
import io.lockstep.chain.proof.ProvenBlock;
import io.lockstep.chain.proof.TrustedGateway;
import io.lockstep.chain.provider.Blocks;
import io.lockstep.chain.provider.Provider;
import io.lockstep.chain.rpc.Reply;
import io.lockstep.chain.rpc.RpcCall;
import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.ProvenLane;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneHead;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a lane stands at a block, from one provider's header and proofs, by arithmetic. It is asked
 * for by the block's hash, so that a reorg in between cannot mix two branches; by its number of a
 * node that does not know how, and then a proof of another branch is not held against it.
 */
public final class LaneProver {

  /** A node without the state of a block may also give a proof that proves nothing. */
  private static final Set<Code> NOTHING_THERE =
      EnumSet.of(Code.PROOF_UNAVAILABLE, Code.PROOF_WRONG, Code.LANE_UNKNOWN);

  private final Provider provider;
  private final Lane lane;
  private final TrustedGateway gateway;
  private volatile boolean knowsHashes = true;

  public LaneProver(Provider provider, Lane lane, TrustedGateway gateway) {
    this.provider = provider;
    this.lane = lane;
    this.gateway = gateway;
  }

  public ProvenLane prove(BlockId block) {
    Header header = header(block);
    AccountProof account = account(block);
    LaneProof proof = new LaneProof(header, account);
    try {
      header.requireHash(block.hash());
      requireNumber(block, header);
      return proven(block, proof.verify(gateway, lane), proof);
    } catch (ProofException e) {
      throw provesNothing(block, e);
    }
  }

  /** Nothing if the node has no state of that block, or if the lane was not open yet. */
  public Optional<ProvenLane> find(BlockId block) {
    try {
      return Optional.of(prove(block));
    } catch (ChainException e) {
      if (NOTHING_THERE.contains(e.code())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The hash of the block is right, so the number beside it was not. */
  private void requireNumber(BlockId block, Header header) {
    if (header.number() != block.number()) {
      throw new ChainException(
          Code.RPC_MALFORMED,
          "%s: block with hash %s: found number %d in its header, expected %d as it was called"
              .formatted(provider, block.hash(), header.number(), block.number()));
    }
  }

  private Header header(BlockId block) {
    RpcCall<Optional<Header>> call =
        new RpcCall<>(
            "eth_getBlockByHash", List.of(block.hash().toString(), false), HeaderAnswer::read);
    return provider.require(call).orElseThrow(() -> provider.unknown(block.toString()));
  }

  private AccountProof account(BlockId block) {
    if (knowsHashes) {
      Reply<AccountProof> reply =
          ask(Map.of("blockHash", block.hash().toString(), "requireCanonical", false));
      switch (reply) {
        case Reply.Result<AccountProof>(AccountProof proof) -> {
          return proof;
        }
        case Reply.Refused<AccountProof> refused -> requireMisunderstood(block, refused);
      }
    }
    return switch (ask(Blocks.quantity(block.number()))) {
      case Reply.Result<AccountProof>(AccountProof proof) -> {
        knowsHashes = false;
        yield proof;
      }
      case Reply.Refused<AccountProof> refused -> throw unavailable(block, refused);
    };
  }

  private Reply<AccountProof> ask(Object block) {
    List<String> slots = LaneSlots.of(lane).asList().stream().map(Hash32::toString).toList();
    return provider.ask(
        new RpcCall<>(
            "eth_getProof",
            List.of(gateway.place().account().toString(), slots, block),
            AccountProofAnswer::read));
  }

  /** A node that does not know the method, or the state, is not asked in another way. */
  private void requireMisunderstood(BlockId block, Reply.Refused<?> refused) {
    boolean aboutState =
        refused
            .message()
            .matches("(?is).*(state|trie|pruned|archive|window|historical|distance).*");
    if (refused.isUnknownMethod() || aboutState) {
      throw unavailable(block, refused);
    }
  }

  private ChainException unavailable(BlockId block, Reply.Refused<?> refused) {
    return refused.isUnknownMethod()
        ? new ChainException(
            Code.NOT_CAPABLE,
            "%s: found that it does not know eth_getProof (%s), expected that it does; lanes are read through another provider"
                .formatted(provider, refused))
        : new ChainException(
            Code.PROOF_UNAVAILABLE,
            "%s: found no proof at %s (%s), expected one; a nearer block or another provider is tried"
                .formatted(provider, block, refused));
  }

  private ProvenLane proven(BlockId block, LaneEvidence evidence, LaneProof proof) {
    return switch (evidence) {
      case LaneEvidence.Opened(ProvenBlock _, LaneHead outbound, LaneHead inbound) ->
          new ProvenLane(block, outbound, inbound, proof.encode());
      case LaneEvidence.NeverOpened _ ->
          throw new ChainException(
              Code.LANE_UNKNOWN,
              "%s: found that the gateway %s does not know lane %s at %s, expected that it does; is the lane's first block right?"
                  .formatted(provider, gateway.place().account(), lane.id(), block));
    };
  }

  private ChainException provesNothing(BlockId block, ProofException e) {
    boolean otherBranch = !knowsHashes && e.code() == ProofException.Code.WRONG_ROOT;
    return new ChainException(
        otherBranch ? Code.CHAIN_CHANGED : Code.PROOF_WRONG,
        "%s: its proof at %s proves nothing: %s".formatted(provider, block, e.getMessage()),
        e);
  }
}
