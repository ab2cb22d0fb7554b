package io.lockstep.chain.deploy;

import static io.lockstep.chain.deploy.TwoChains.sender;

import io.lockstep.chain.TestQuorum;
import io.lockstep.chain.access.Role;
import io.lockstep.chain.bindings.AccessManager;
import io.lockstep.chain.contract.Calldata;
import io.lockstep.chain.contract.Contracts;
import io.lockstep.chain.local.LocalAccounts;
import io.lockstep.chain.transaction.TransactionRequest;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.Channel;
import io.lockstep.protocol.DomainSeparator;
import io.lockstep.protocol.InteroperableAddress;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.KeyEpoch;
import java.math.BigInteger;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What a deployer could leave behind that was not asked for, each by the point that must tell it.
 */
final class Deviations {

  private static final Role SOME_ROLE = new Role(7);
  private static final Address NOBODY =
      Address.fromHex("0x00000000000000000000000000000000000000aa");
  private static final AccessManager MANAGER = Calldata.ACCESS_MANAGER;

  private Deviations() {}

  interface Damage {
    void on(Scene scene);
  }

  record Deviation(String point, Damage damage) {
    @Override
    public String toString() {
      return point;
    }
  }

  static Stream<Deviation> all() {
    return Stream.of(
        new Deviation(
            "code of AccessManager", s -> s.setCode(s.deployed().accessManager(), Bytes.EMPTY)),
        new Deviation(
            "code of Gateway", s -> s.setCode(s.deployed().gateway(), Bytes.fromHex("0x6000"))),
        new Deviation("authority of the gateway", Deviations::anotherAuthority),
        new Deviation(
            "gateway closed",
            s -> s.byDeployer(MANAGER.setTargetClosed(s.deployed().gateway().toString(), true))),
        new Deviation(
            "role that may call openLane(", s -> s.setFunctionRole("openLane", new Role(-1))),
        new Deviation("role that may call deliver(", s -> s.setFunctionRole("deliver", SOME_ROLE)),
        new Deviation("role that may call pause(", s -> s.setFunctionRole("pause", Role.ADMIN)),
        new Deviation(
            "role that gives GUARDIAN",
            s -> s.byDeployer(MANAGER.setRoleAdmin(BigInteger.ONE, BigInteger.valueOf(7)))),
        new Deviation(
            "role that cancels what GUARDIAN has scheduled",
            s -> s.byDeployer(MANAGER.setRoleGuardian(BigInteger.ONE, BigInteger.valueOf(7)))),
        new Deviation(
            account(TwoChains.ADMINISTRATOR) + " as ADMIN",
            s ->
                s.byDeployer(
                    s.manager().revokeRole(Role.ADMIN, s.account(TwoChains.ADMINISTRATOR)))),
        new Deviation(
            account(TwoChains.ADMINISTRATOR) + " as ADMIN",
            s ->
                s.byDeployer(
                    s.manager()
                        .grantRole(Role.ADMIN, s.account(TwoChains.ADMINISTRATOR), Duration.ZERO))),
        new Deviation(
            account(TwoChains.GUARDIAN) + " as GUARDIAN",
            s ->
                s.byDeployer(
                    s.manager()
                        .grantRole(
                            Role.GUARDIAN, s.account(TwoChains.GUARDIAN), Duration.ofDays(1)))),
        new Deviation(
            NOBODY + " as ADMIN",
            s -> s.byDeployer(s.manager().grantRole(Role.ADMIN, NOBODY, Duration.ofDays(9)))),
        new Deviation(
            NOBODY + " as role 7",
            s -> s.byDeployer(s.manager().grantRole(SOME_ROLE, NOBODY, Duration.ZERO))),
        new Deviation(
            "the gateway",
            s ->
                s.byDeployer(
                    s.manager().grantRole(SOME_ROLE, s.deployed().gateway(), Duration.ZERO))),
        new Deviation(
            "the deployer",
            s ->
                s.byDeployer(
                    s.manager().grantRole(Role.GUARDIAN, s.deployed().deployer(), Duration.ZERO))),
        new Deviation(
            "delay of changes of who may call the gateway",
            s ->
                s.byDeployer(
                    s.manager().setTargetAdminDelay(s.deployed().gateway(), Duration.ofHours(1)))),
        new Deviation(
            "delay until somebody new has the role ADMIN",
            s -> s.byDeployer(s.manager().setGrantDelay(Role.ADMIN, Duration.ZERO))),
        new Deviation(
            "delay until somebody new has the role GUARDIAN",
            s -> s.byDeployer(s.manager().setGrantDelay(Role.GUARDIAN, Duration.ofDays(1)))),
        new Deviation(
            "current key epoch", s -> s.by(TwoChains.GUARDIAN, s.gateway().killKeyEpoch(1))),
        new Deviation("keys registered", Deviations::anotherKey),
        new Deviation(
            "lane to chain 42 on channel " + TwoChains.CHANNEL + ": closed",
            s -> s.byDeployer(s.gateway().closeLane(s.outbound()))),
        new Deviation(
            "lane to chain 42 on channel " + TwoChains.CHANNEL + ": fee",
            s -> s.byDeployer(s.gateway().setFee(s.outbound(), BigInteger.ZERO))),
        new Deviation("lane to 43:" + NOBODY, Deviations::anotherLane),
        new Deviation(
            "sender " + NOBODY,
            s -> s.byDeployer(s.gateway().allowSender(s.outbound(), NOBODY, false))),
        new Deviation(
            "sender " + account(TwoChains.SENDER),
            s ->
                s.by(
                    TwoChains.GUARDIAN,
                    s.gateway().removeSender(s.outbound(), s.account(TwoChains.SENDER)))),
        new Deviation(
            "sender " + account(TwoChains.STRANGER),
            s ->
                s.byDeployer(
                    s.gateway().allowSender(s.outbound(), s.account(TwoChains.STRANGER), false))));
  }

  private static Address account(int index) {
    return LocalAccounts.key(index).address();
  }

  private static void anotherAuthority(Scene scene) {
    Address other =
        sender(scene.chain(), TwoChains.STRANGER)
            .send(
                TransactionRequest.creation(
                    Contracts.accessManager().creationData(scene.account(TwoChains.STRANGER))),
                "another access manager")
            .created()
            .orElseThrow();
    scene.byDeployer(
        MANAGER.updateAuthority(scene.deployed().gateway().toString(), other.toString()));
  }

  private static void anotherKey(Scene scene) {
    TestQuorum other = TestQuorum.other();
    KeyEpoch epoch = new KeyEpoch(2, other.key());
    DomainSeparator domain = DomainSeparator.of(scene.deployed().interoperableGateway());
    scene.byDeployer(scene.gateway().registerKeyEpoch(epoch, other.sign(epoch.digest(domain))));
  }

  private static void anotherLane(Scene scene) {
    Channel channel = new Channel(Keccak256.ofText("back door"));
    InteroperableAddress peer = new InteroperableAddress(ChainId.of(43), NOBODY);
    scene.byDeployer(scene.gateway().openLane(peer, channel, TwoChains.LIMITS, BigInteger.ZERO));
  }
}
