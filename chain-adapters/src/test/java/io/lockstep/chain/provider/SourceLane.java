package io.lockstep.chain.provider;

import io.lockstep.chain.TestDelivery;
import io.lockstep.chain.contract.ContractAddress;
import io.lockstep.chain.deploy.Deployment;
import io.lockstep.chain.deploy.DeploymentProgress;
import io.lockstep.chain.deploy.TwoChains;
import io.lockstep.chain.deploy.plan.AllowedSender;
import io.lockstep.chain.deploy.plan.DeploymentSettings;
import io.lockstep.chain.deploy.plan.LaneEndSettings;
import io.lockstep.chain.deploy.plan.LanePairSettings;
import io.lockstep.chain.gateway.GatewayCalls;
import io.lockstep.chain.gateway.GatewayEvent.MessageAppended;
import io.lockstep.chain.gateway.GatewayEvents;
import io.lockstep.chain.gateway.GatewayView;
import io.lockstep.chain.local.LocalAccounts;
import io.lockstep.chain.local.LocalChain;
import io.lockstep.chain.local.LocalChainSettings;
import io.lockstep.chain.rpc.ChainState;
import io.lockstep.chain.transaction.TransactionRequest;
import io.lockstep.chain.transaction.TransactionSender;
import io.lockstep.core.domain.BlockId;
import io.lockstep.core.domain.FinalPosition;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A lane that applications may send on, between two real chains, seen from its source. */
public final class SourceLane implements AutoCloseable {

  private static final int MINED_AT_ONCE = 100;
  private static final long GAS_LIMIT = 200_000;
  private static final Address RECIPIENT = Address.fromHex("0x" + "5e".repeat(20));

  /** The fixture's holder of assets has sent four transactions when the contract is created. */
  private static final Puppet PUPPET =
      new Puppet(ContractAddress.created(LocalAccounts.key(TwoChains.HOLDER).address(), 4));

  private final TwoChains chains;
  private final Lane lane;
  private final FinalPosition start;

  private SourceLane(TwoChains chains, Deployment deployment) {
    this.chains = chains;
    this.lane =
        deployment.lane(
            chains.left().connection().chainId(),
            chains.right().connection().chainId(),
            TwoChains.CHANNEL);
    long first = deployment.on(chains.left().connection().chainId()).firstBlock();
    this.start =
        new FinalPosition(
            LaneHead.genesis(lane.id()), block(first - 1), LaneHead.genesis(lane.paired().id()));
  }

  public static SourceLane start(LocalChainSettings source, LocalChainSettings destination) {
    TwoChains chains = TwoChains.start(source, destination);
    try {
      Path folder = Files.createTempDirectory("lockstep-lane-");
      DeploymentSettings settings = settings(chains);
      Deployment deployment =
          chains.deploy(folder.resolve("deployment.json"), settings, DeploymentProgress.silent());
      SourceLane lane = new SourceLane(chains, deployment);
      lane.makeReady();
      return lane;
    } catch (IOException e) {
      chains.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      chains.close();
      throw e;
    }
  }

  private static DeploymentSettings settings(TwoChains chains) {
    DeploymentSettings usual = chains.settings();
    List<LanePairSettings> lanes =
        usual.lanes().stream()
            .map(pair -> new LanePairSettings(pair.channel(), opened(pair.one()), pair.other()))
            .toList();
    return new DeploymentSettings(
        usual.chains(), lanes, usual.collateral(), usual.keyEpoch(), usual.administrationDelay());
  }

  private static LaneEndSettings opened(LaneEndSettings end) {
    List<AllowedSender> senders = new ArrayList<>(end.senders());
    senders.add(new AllowedSender(PUPPET.address(), false));
    return new LaneEndSettings(end.chain(), end.limits(), end.fee(), senders);
  }

  /** Nobody may send before the other end has said HELLO. */
  private void makeReady() {
    TransactionSender relayer = TwoChains.sender(chains.left(), TwoChains.STRANGER);
    new TestDelivery(chains.quorum(), chains.right(), chains.left(), lane.paired(), relayer)
        .deliver();
    TwoChains.sender(chains.left(), TwoChains.HOLDER).send(Puppet.creation(), "the puppet");
  }

  public LocalChain chain() {
    return chains.left();
  }

  public Lane lane() {
    return lane;
  }

  public Address gateway() {
    return lane.source().account();
  }

  public Hash32 codeHash() {
    return Keccak256.of(chain().latest().code(gateway()));
  }

  public ExpectedChain expectedChain() {
    return new ExpectedChain(chain().connection().chainId(), block(0).hash());
  }

  /** Where watching begins. */
  public FinalPosition start() {
    return start;
  }

  public BlockId block(long number) {
    return new BlockId(number, ChainState.at(chain().connection(), number).block().hash());
  }

  public BlockId tip() {
    return block(chain().latest().block().number());
  }

  /** In parts, because the more Anvil mines at once the longer it takes for each. */
  public void mine(int blocks) {
    for (int left = blocks; left > 0; left -= MINED_AT_ONCE) {
      chain().mine(Math.min(left, MINED_AT_ONCE));
    }
  }

  /** In one transaction and one block. */
  public void send(int count) {
    send(count, "0x" + HexFormat.of().formatHex(new byte[] {(byte) count, 1, 2, 3}));
  }

  public void send(int count, String payload) {
    TransactionRequest request = PUPPET.calling(message(payload), count);
    puppeteer().send(request, count + " messages");
  }

  public Puppet puppet() {
    return PUPPET;
  }

  public TransactionSender puppeteer() {
    return TwoChains.sender(chain(), TwoChains.STRANGER);
  }

  TransactionRequest message(String payload) {
    return message(RECIPIENT, GAS_LIMIT, Message.NO_DEADLINE, Bytes.fromHex(payload));
  }

  public TransactionRequest message(
      Address recipient, long gasLimit, long deadline, Bytes payload) {
    return new GatewayCalls(gateway()).send(lane.id(), recipient, gasLimit, deadline, payload);
  }

  public void setBlockGasLimit(long gas) {
    chain().connection().ask("evm_setBlockGasLimit", "0x" + BigInteger.valueOf(gas).toString(16));
  }

  /** As the gateway's own view has it. */
  public LaneHead head() {
    return new GatewayView(chain().latest(), gateway())
        .findOutboundLane(lane.id())
        .orElseThrow()
        .head();
  }

  /** As web3j reads the logs, which is slow and trusted here. */
  public List<MessageAppended> truth() {
    return GatewayEvents.of(chain().latest().logs(gateway(), 0), gateway()).stream()
        .filter(MessageAppended.class::isInstance)
        .map(MessageAppended.class::cast)
        .filter(event -> event.lane().equals(lane.id()))
        .toList();
  }

  @Override
  public void close() {
    chains.close();
  }
}
