package io.lockstep.app.testnet;

import io.lockstep.chain.contract.ContractAddress;
import io.lockstep.chain.contract.ContractArtifact;
import io.lockstep.chain.contract.Contracts;
import io.lockstep.chain.deploy.plan.AllowedSender;
import io.lockstep.chain.deploy.plan.LaneEndSettings;
import io.lockstep.chain.deploy.plan.LanePairSettings;
import io.lockstep.chain.local.LocalChain;
import io.lockstep.chain.transaction.TransactionRequest;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Channel;
import io.lockstep.protocol.Hello;
import io.lockstep.protocol.Keccak256;
import java.math.BigInteger;
import java.util.List;

/** Puts the sample contracts on both chains and has them trust each other. */
final class SamplesSetup {

  static final Channel CHANNEL = new Channel(Keccak256.ofText("samples"));

  private SamplesSetup() {}

  static LanePairSettings lanes(LocalChain a, LocalChain b, Hello limits) {
    return new LanePairSettings(CHANNEL, laneEnd(a, limits), laneEnd(b, limits));
  }

  private static LaneEndSettings laneEnd(LocalChain chain, Hello limits) {
    return new LaneEndSettings(
        chain.connection().chainId(),
        limits,
        BigInteger.ZERO,
        List.of(new AllowedSender(sampleSender(chain), true)));
  }

  /**
   * The sender is allowed before it is created, because the administrator's delay applies as soon
   * as the deployment has ended: it is the first contract of its owner.
   */
  private static Address sampleSender(LocalChain chain) {
    return ContractAddress.created(chain.account(Part.PASSER_BY.account()).address(), 0);
  }

  static Samples create(Direction there, Direction back) {
    Samples samples =
        new Samples(there, back, contracts(there.source()), contracts(there.destination()));
    trust(there, samples.source(), samples.destination());
    trust(back, samples.destination(), samples.source());
    return samples;
  }

  private static SampleContracts contracts(End end) {
    Address sender = create(end, Contracts.sampleSender());
    return new SampleContracts(end, sender, create(end, Contracts.sampleRecipient()));
  }

  private static Address create(End end, ContractArtifact contract) {
    return end.passerBy()
        .send(
            TransactionRequest.creation(contract.creationData(end.gateway())),
            "creation of " + contract.contract())
        .created()
        .orElseThrow();
  }

  /** The recipient trusts the other end's sender, by batch and by ERC-7786. */
  private static void trust(Direction direction, SampleContracts from, SampleContracts to) {
    to.end().passerBy().send(to.trust(direction.lane(), from.sender()), "trust");
    to.end().passerBy().send(to.trustInteroperable(from.end().abroad(from.sender())), "trust");
    // ERC-7786 names no channel, so the sender has one registered.
    from.end().passerBy().send(from.useChannel(CHANNEL), "setDefaultChannel");
  }
}
