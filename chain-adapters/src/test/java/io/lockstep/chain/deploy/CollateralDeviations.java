package io.lockstep.chain.deploy;

import static io.lockstep.chain.deploy.TwoChains.ASSET;
import static io.lockstep.chain.deploy.TwoChains.OTHER_ASSET;
import static io.lockstep.chain.deploy.TwoChains.sender;

import io.lockstep.chain.access.Role;
import io.lockstep.chain.bindings.AccessManager;
import io.lockstep.chain.collateral.Listing;
import io.lockstep.chain.collateral.TokenCalls;
import io.lockstep.chain.contract.Calldata;
import io.lockstep.chain.contract.ContractAddress;
import io.lockstep.chain.contract.ContractArtifact;
import io.lockstep.chain.contract.Contracts;
import io.lockstep.chain.deploy.Deviations.Deviation;
import io.lockstep.chain.local.LocalAccounts;
import io.lockstep.chain.transaction.TransactionRequest;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.Channel;
import io.lockstep.protocol.InteroperableAddress;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.Lane;
import io.lockstep.protocol.LaneId;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** What a deployer could leave behind at vault, ledger and token, by the point that tells it. */
final class CollateralDeviations {

  private static final Role SOME_ROLE = new Role(7);
  private static final Address NOBODY =
      Address.fromHex("0x00000000000000000000000000000000000000aa");
  private static final BigInteger LOW = BigInteger.TWO;

  /** The same on both chains: second of what the deployer creates. */
  private static final Address GATEWAY = created(TwoChains.DEPLOYER, 1);

  private static final Address LEDGER = created(TwoChains.DEPLOYER, 3);
  private static final Address THIRD_ASSET = created(TwoChains.STRANGER, 0);
  private static final Lane LANE =
      new Lane(
          new InteroperableAddress(ChainId.of(41), GATEWAY),
          new InteroperableAddress(ChainId.of(42), GATEWAY),
          TwoChains.CHANNEL);
  private static final LaneId RETURN_LANE = LANE.paired().id();
  private static final AccessManager MANAGER = Calldata.ACCESS_MANAGER;

  private CollateralDeviations() {}

  private static Address created(int account, long nonce) {
    return ContractAddress.created(LocalAccounts.key(account).address(), nonce);
  }

  static Stream<Deviation> all() {
    return Stream.of(ofCode(), ofRoles(), ofVault(), ofLedger(), ofSenders())
        .flatMap(deviations -> deviations);
  }

  private static Stream<Deviation> ofCode() {
    return Stream.of(
        new Deviation(
            "code of CollateralVault", s -> s.setCode(s.vault().vault(), Bytes.fromHex("0x6000"))),
        new Deviation("code of CollateralLedger", s -> s.setCode(s.ledger().ledger(), Bytes.EMPTY)),
        new Deviation(
            "code of CollateralToken", s -> s.setCode(s.token(), Bytes.fromHex("0x6000"))),
        new Deviation(
            "gateway of the vault",
            s -> setImmutables(s, Contracts.collateralVault(), s.vault().vault())),
        new Deviation(
            "gateway of the ledger",
            s -> setImmutables(s, Contracts.collateralLedger(), s.ledger().ledger())),
        new Deviation(
            "token of %s on lane %s: ledger".formatted(ASSET, RETURN_LANE),
            s -> setImmutables(s, Contracts.collateralToken(), s.token())));
  }

  private static Stream<Deviation> ofRoles() {
    return Stream.of(
        new Deviation("authority of the vault", s -> anotherAuthority(s, s.vault().vault())),
        new Deviation("authority of the ledger", s -> anotherAuthority(s, s.ledger().ledger())),
        new Deviation(
            "vault closed",
            s -> s.byDeployer(MANAGER.setTargetClosed(s.vault().vault().toString(), true))),
        new Deviation(
            "ledger closed",
            s -> s.byDeployer(MANAGER.setTargetClosed(s.ledger().ledger().toString(), true))),
        new Deviation(
            "role that may call raiseLockCap(bytes32,address,uint96) of the vault",
            s -> s.setFunctionRole("raiseLockCap", Role.GUARDIAN)),
        new Deviation(
            "role that may call claim(address,address) of the vault",
            s -> s.setFunctionRole("claim", SOME_ROLE)),
        new Deviation(
            "role that may call denyPayouts(address) of the vault",
            s -> s.setFunctionRole("denyPayouts", Role.ADMIN)),
        new Deviation(
            "role that may call lowerCap(bytes32,address,uint96) of the ledger",
            s -> s.setFunctionRole("lowerCap", Role.ADMIN)),
        new Deviation(
            "delay of changes of who may call the vault",
            s ->
                s.byDeployer(
                    s.manager().setTargetAdminDelay(s.vault().vault(), Duration.ofHours(1)))),
        new Deviation(
            "delay of changes of who may call the ledger",
            s ->
                s.byDeployer(
                    s.manager().setTargetAdminDelay(s.ledger().ledger(), Duration.ofHours(1)))),
        new Deviation(
            "the vault",
            s -> s.byDeployer(s.manager().grantRole(SOME_ROLE, s.vault().vault(), Duration.ZERO))),
        new Deviation(
            "the ledger",
            s ->
                s.byDeployer(
                    s.manager().grantRole(Role.ADMIN, s.ledger().ledger(), Duration.ZERO))));
  }

  private static Stream<Deviation> ofVault() {
    return Stream.of(
        new Deviation(
            route(ASSET, ": lock cap"),
            s -> s.by(TwoChains.GUARDIAN, s.vault().lowerLockCap(s.outbound(), ASSET, LOW))),
        new Deviation(
            route(OTHER_ASSET, ": payout cap"),
            s ->
                s.byDeployer(
                    s.vault()
                        .raisePayoutCap(
                            s.outbound(), OTHER_ASSET, TwoChains.PAYOUT_CAP.shiftLeft(1)))),
        new Deviation(
            route(ASSET, ": gas limit"),
            s -> s.byDeployer(s.vault().setGasLimit(s.outbound(), ASSET, 1))),
        new Deviation(route(THIRD_ASSET, ""), CollateralDeviations::anotherRoute),
        new Deviation(
            "payouts to %s denied".formatted(NOBODY),
            s -> s.by(TwoChains.GUARDIAN, s.vault().denyPayouts(NOBODY))));
  }

  private static Stream<Deviation> ofLedger() {
    return Stream.of(
        new Deviation(
            "holding of %s on lane %s: cap".formatted(ASSET, RETURN_LANE),
            s -> s.by(TwoChains.GUARDIAN, s.ledger().lowerCap(s.returnLane(), ASSET, LOW))),
        new Deviation(
            "holding of %s on lane %s".formatted(NOBODY, RETURN_LANE),
            s -> s.byDeployer(s.ledger().listAsset(s.returnLane(), NOBODY, LOW))),
        new Deviation(
            "token of %s on lane %s".formatted(OTHER_ASSET, RETURN_LANE),
            s ->
                s.byDeployer(
                    s.ledger().createToken(s.returnLane(), OTHER_ASSET, "Token", "TKN", 18))),
        new Deviation(
            "release gas limit on lane " + RETURN_LANE,
            s -> s.byDeployer(s.ledger().setReleaseGasLimit(s.returnLane(), 1))),
        new Deviation(
            "vault on lane " + backDoor(GATEWAY).id(), CollateralDeviations::anotherVault));
  }

  private static Stream<Deviation> ofSenders() {
    return Stream.of(
        new Deviation(
            "first sender to chain 42",
            s -> {
              s.by(TwoChains.GUARDIAN, s.gateway().removeSender(s.outbound(), s.vault().vault()));
              s.byDeployer(
                  s.gateway().allowSender(s.outbound(), s.account(TwoChains.SENDER), false));
              s.byDeployer(s.gateway().allowSender(s.outbound(), s.vault().vault(), true));
            }),
        new Deviation(
            "sender " + LEDGER,
            s -> s.byDeployer(s.gateway().allowSender(s.outbound(), s.ledger().ledger(), true))));
  }

  private static String route(Address asset, String figure) {
    return "route of %s on lane %s%s".formatted(asset, LANE.id(), figure);
  }

  private static void anotherAuthority(Scene scene, Address contract) {
    Address other =
        sender(scene.chain(), TwoChains.STRANGER)
            .send(
                TransactionRequest.creation(
                    Contracts.accessManager().creationData(scene.account(TwoChains.STRANGER))),
                "another access manager")
            .created()
            .orElseThrow();
    scene.byDeployer(MANAGER.updateAuthority(contract.toString(), other.toString()));
  }

  private static void setImmutables(Scene scene, ContractArtifact contract, Address address) {
    byte[] code = scene.chain().latest().code(address).toArray();
    contract.runtimeCode().immutables().forEach(gap -> code[gap.start() + gap.length() - 1] ^= 1);
    scene.setCode(address, Bytes.copyOf(code));
  }

  private static void anotherRoute(Scene scene) {
    sender(scene.chain(), TwoChains.STRANGER)
        .send(TokenCalls.createSample("Third", "THD", 18), "a third asset");
    Listing listing = new Listing(NOBODY, 100_000, false, Optional.empty(), LOW, LOW);
    scene.byDeployer(scene.vault().listAsset(scene.outbound(), THIRD_ASSET, listing));
  }

  private static Lane backDoor(Address gateway) {
    return new Lane(
        new InteroperableAddress(ChainId.of(43), NOBODY),
        new InteroperableAddress(ChainId.of(41), gateway),
        new Channel(Keccak256.ofText("back door")));
  }

  private static void anotherVault(Scene scene) {
    Lane lane = backDoor(scene.deployed().gateway());
    scene.byDeployer(
        scene.gateway().openLane(lane.source(), lane.channel(), TwoChains.LIMITS, BigInteger.ZERO));
    scene.byDeployer(scene.ledger().connectLane(lane.id(), NOBODY, 100_000));
  }
}
