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

  /** A recipient for demo, benchmarks and tests. */
  public static ContractArtifact sampleRecipient() {
    return Loaded.SAMPLE_RECIPIENT;
  }

  /** A sender for demo, benchmarks and tests. */
  public static ContractArtifact sampleSender() {
    return Loaded.SAMPLE_SENDER;
  }

  public static RevertReasons revertReasons() {
    return Loaded.REVERT_REASONS;
  }

  /** Read once, and not before somebody asks. */
  private static final class Loaded {
    static final ContractArtifact ACCESS_MANAGER = ContractArtifact.load("AccessManager");
    static final ContractArtifact GATEWAY = ContractArtifact.load("Gateway");
    static final ContractArtifact SAMPLE_RECIPIENT = ContractArtifact.load("SampleRecipient");
    static final ContractArtifact SAMPLE_SENDER = ContractArtifact.load("SampleSender");
    static final RevertReasons REVERT_REASONS =
        RevertReasons.of(ACCESS_MANAGER, GATEWAY, SAMPLE_RECIPIENT, SAMPLE_SENDER);
  }
}
