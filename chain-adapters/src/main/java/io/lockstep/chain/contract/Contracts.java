package io.lockstep.chain.contract;

/** The contracts of this build. */
public final class Contracts {

  private Contracts() {}

  public static ContractArtifact accessManager() {
    return Loaded.ACCESS_MANAGER;
  }

  public static ContractArtifact gateway() {
    return Loaded.GATEWAY;
  }

  public static ContractArtifact collateralVault() {
    return Loaded.COLLATERAL_VAULT;
  }

  public static ContractArtifact collateralLedger() {
    return Loaded.COLLATERAL_LEDGER;
  }

  /** Created by ledgers, and by nobody else. */
  public static ContractArtifact collateralToken() {
    return Loaded.COLLATERAL_TOKEN;
  }

  /** A recipient for demo, benchmarks and tests. */
  public static ContractArtifact sampleRecipient() {
    return Loaded.SAMPLE_RECIPIENT;
  }

  /** A sender for demo, benchmarks and tests. */
  public static ContractArtifact sampleSender() {
    return Loaded.SAMPLE_SENDER;
  }

  /** Collateral for demo, benchmarks and tests. */
  public static ContractArtifact sampleToken() {
    return Loaded.SAMPLE_TOKEN;
  }

  public static RevertReasons revertReasons() {
    return Loaded.REVERT_REASONS;
  }

  /** Read once, and not before somebody asks. */
  private static final class Loaded {
    static final ContractArtifact ACCESS_MANAGER = ContractArtifact.load("AccessManager");
    static final ContractArtifact GATEWAY = ContractArtifact.load("Gateway");
    static final ContractArtifact COLLATERAL_VAULT = ContractArtifact.load("CollateralVault");
    static final ContractArtifact COLLATERAL_LEDGER = ContractArtifact.load("CollateralLedger");
    static final ContractArtifact COLLATERAL_TOKEN = ContractArtifact.load("CollateralToken");
    static final ContractArtifact SAMPLE_RECIPIENT = ContractArtifact.load("SampleRecipient");
    static final ContractArtifact SAMPLE_SENDER = ContractArtifact.load("SampleSender");
    static final ContractArtifact SAMPLE_TOKEN = ContractArtifact.load("SampleToken");
    static final RevertReasons REVERT_REASONS =
        RevertReasons.of(
            ACCESS_MANAGER,
            GATEWAY,
            COLLATERAL_VAULT,
            COLLATERAL_LEDGER,
            COLLATERAL_TOKEN,
            SAMPLE_RECIPIENT,
            SAMPLE_SENDER,
            SAMPLE_TOKEN);
  }
}
