package io.lockstep.chain.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import io.lockstep.chain.TestQuorum;
import io.lockstep.chain.contract.ContractAddress;
import io.lockstep.chain.deploy.plan.AssetSettings;
import io.lockstep.chain.deploy.plan.ChainSettings;
import io.lockstep.chain.deploy.plan.DeploymentSettings;
import io.lockstep.chain.local.AnvilSettings;
import io.lockstep.chain.local.LocalChain;
import io.lockstep.chain.transaction.TransactionRequest;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What a deployment does not go on with: one clear line, and nothing is sent. */
@TestInstance(Lifecycle.PER_CLASS)
class DeploymentRefusalTest {

  @TempDir Path folder;

  private TwoChains chains;
  private LocalChain.Snapshot left;
  private LocalChain.Snapshot right;
  private Path manifest;

  @BeforeAll
  void start() {
    chains = TwoChains.start(AnvilSettings.of(41), AnvilSettings.of(42));
  }

  @AfterAll
  void stop() {
    chains.close();
  }

  @BeforeEach
  void remember() {
    left = chains.left().snapshot();
    right = chains.right().snapshot();
    manifest = folder.resolve("deployment-" + System.nanoTime() + ".json");
  }

  @AfterEach
  void forget() {
    chains.left().revert(left);
    chains.right().revert(right);
  }

  private ChainException refusal() {
    return refusal(chains.settings());
  }

  private ChainException refusal(DeploymentSettings settings) {
    ChainException refusal =
        catchThrowableOfType(
            ChainException.class,
            () -> chains.deploy(manifest, settings, DeploymentProgress.silent()));
    assertThat(refusal).as("refusal").isNotNull();
    assertThat(refusal.getMessage()).doesNotContain("\n");
    return refusal;
  }

  /** The deployer's second transaction creates it. */
  private Address plannedGateway() {
    return ContractAddress.created(chains.left().account(TwoChains.DEPLOYER).address(), 1);
  }

  private long sentByDeployer(LocalChain chain) {
    return chain.latest().accountNonce(chain.account(TwoChains.DEPLOYER).address());
  }

  private void setCode(Address address, Bytes code) {
    chains.left().connection().ask("anvil_setCode", address.toString(), code.toString());
  }

  @Test
  void somebodyElsesCodeIsAtAPlannedAddress() {
    setCode(plannedGateway(), Bytes.fromHex("0x6001"));

    ChainException refusal = refusal();

    assertThat(refusal.code()).isEqualTo(Code.DEPLOYMENT_REFUSED);
    assertThat(refusal)
        .hasMessageContaining("create the gateway on chain 41: found somebody else's code (2 bytes")
        .hasMessageContaining(plannedGateway() + ", expected none");
  }

  @Test
  void codeWasReplacedSince() {
    Address gateway = chains.deploy(manifest).chains().getFirst().gateway();
    byte[] code = chains.left().latest().code(gateway).toArray();
    code[code.length / 2] ^= 1;
    setCode(gateway, Bytes.copyOf(code));

    assertThat(refusal())
        .hasMessageContaining("chain 41, code of Gateway at " + gateway + ": found")
        .hasMessageContaining("expected");
  }

  @Test
  void settingsAreNotThoseOfTheManifest() {
    chains.deploy(manifest);
    long before = sentByDeployer(chains.left());
    DeploymentSettings settings = chains.settings();
    DeploymentSettings changed =
        new DeploymentSettings(
            settings.chains(),
            settings.lanes(),
            List.of(),
            settings.keyEpoch(),
            Duration.ofHours(1));

    ChainException refusal = refusal(changed);

    assertThat(refusal.code()).isEqualTo(Code.DEPLOYMENT_REFUSED);
    assertThat(refusal)
        .hasMessageContaining("administration delay: found PT1H, deployed with PT48H")
        .hasMessageContaining(
            "asset %s lock cap: found nothing, deployed with 3000001".formatted(TwoChains.ASSET));
    assertThat(sentByDeployer(chains.left())).isEqualTo(before);
  }

  @Test
  void chainWasStartedAnew() {
    chains.deploy(manifest);
    try (TwoChains others = TwoChains.start(AnvilSettings.of(41), AnvilSettings.of(42))) {
      ChainException refusal =
          catchThrowableOfType(ChainException.class, () -> others.deploy(manifest));

      assertThat(refusal.code()).isEqualTo(Code.DEPLOYMENT_REFUSED);
      assertThat(refusal).hasMessageContaining("is another chain than it was: found block 0");
      assertThat(sentByDeployer(others.left())).isZero();
    }
  }

  @Test
  void deployerSendsSomethingElseMeanwhile() {
    DeploymentProgress disturbed =
        (moment, chain, step) -> {
          if (moment == DeploymentProgress.Moment.DONE
              && step.equals("create the access manager")) {
            TwoChains.sender(chains.left(), TwoChains.DEPLOYER)
                .send(TransactionRequest.call(Address.ZERO, Bytes.EMPTY), "something else");
            throw new IllegalStateException("stop");
          }
        };
    assertThatThrownBy(() -> chains.deploy(manifest, chains.settings(), disturbed))
        .hasMessage("stop");

    assertThat(refusal())
        .hasMessageContaining("create the gateway on chain 41: found 2 transactions of deployer")
        .hasMessageContaining("expected 1: something else sends from this account");
  }

  @Test
  void nonceOfARecordedTransactionWasSpentByAnother() {
    DeploymentProgress disturbed =
        (moment, chain, step) -> {
          if (moment == DeploymentProgress.Moment.RECORDED) {
            TwoChains.sender(chains.left(), TwoChains.DEPLOYER)
                .send(TransactionRequest.call(Address.ZERO, Bytes.EMPTY), "something else");
            throw new IllegalStateException("stop");
          }
        };
    assertThatThrownBy(() -> chains.deploy(manifest, chains.settings(), disturbed))
        .hasMessage("stop");

    assertThat(refusal())
        .hasMessageContaining("create the access manager on chain 41: its nonce 0 was spent by");
  }

  @Test
  void deployerWouldKeepARole() {
    Address deployer = chains.left().account(TwoChains.DEPLOYER).address();
    DeploymentSettings settings = chains.settings();
    ChainSettings first = settings.chains().getFirst();
    DeploymentSettings changed =
        new DeploymentSettings(
            List.of(
                new ChainSettings(first.chain(), deployer, first.guardian()),
                settings.chains().getLast()),
            settings.lanes(),
            settings.collateral(),
            settings.keyEpoch(),
            settings.administrationDelay());

    assertThat(refusal(changed))
        .hasMessageContaining("found %s as deployer and in another role".formatted(deployer));
    assertThat(sentByDeployer(chains.left())).isZero();
  }

  @Test
  void keyDoesNotProveItself() {
    Deployer deployer =
        new Deployer(
            chains.settings(),
            chains.sites(),
            TestQuorum.other()::sign,
            manifest,
            DeploymentProgress.silent());

    assertThat(catchThrowableOfType(ChainException.class, deployer::deploy))
        .hasMessageContaining("register key epoch 1 on chain 41")
        .hasMessageContaining("InvalidSignature");
  }

  @Test
  void assetIsNotThere() {
    Address nowhere = Address.fromHex("0x00000000000000000000000000000000000000aa");

    assertThat(refusalOf(TwoChains.asset(nowhere, 6)))
        .hasMessage("asset %s on chain 41: found no code, expected a token".formatted(nowhere));
  }

  @Test
  void assetHasOtherDecimalsThanItsToken() {
    assertThat(refusalOf(TwoChains.asset(TwoChains.ASSET, 7)))
        .hasMessage(
            "asset %s on chain 41: found 6 decimals, expected 7 as its token xAST shall have"
                .formatted(TwoChains.ASSET));
  }

  @Test
  void assetDoesNotTellItsDecimals() {
    Address mute = Address.fromHex("0x00000000000000000000000000000000000000ab");
    setCode(mute, Bytes.fromHex("0x00"));

    assertThat(refusalOf(TwoChains.asset(mute, 6)))
        .hasMessage(
            "asset %s on chain 41: found a contract that does not tell its decimals"
                .formatted(mute));
  }

  /** Nothing is sent, and no manifest is left that would stand in the way of better settings. */
  private ChainException refusalOf(AssetSettings asset) {
    DeploymentSettings settings =
        chains.settings(List.of(TwoChains.collateral(chains.left(), chains.right(), asset)));
    ChainException refusal = refusal(settings);
    assertThat(refusal.code()).isEqualTo(Code.DEPLOYMENT_REFUSED);
    assertThat(sentByDeployer(chains.left())).isZero();
    assertThat(chains.deploy(manifest).findings()).isNotEmpty();
    return refusal;
  }

  @Test
  void manifestIsNoManifest() throws IOException {
    for (String content : List.of("", "nonsense", "{}", "{\"format\":2}")) {
      Files.writeString(manifest, content);

      assertThat(refusal().code()).as(content).isEqualTo(Code.MANIFEST_UNUSABLE);
    }
    assertThat(sentByDeployer(chains.left())).isZero();
  }

  @Test
  void anotherRunHasTheManifest() {
    try (ManifestFile file = ManifestFile.open(manifest)) {
      assertThat(file.read()).isEmpty();

      assertThat(refusal())
          .hasMessageContaining("another deployment works with")
          .extracting(ChainException::code)
          .isEqualTo(Code.MANIFEST_UNUSABLE);
    }
  }
}
