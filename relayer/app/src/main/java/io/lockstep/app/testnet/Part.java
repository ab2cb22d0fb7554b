package io.lockstep.app.testnet;

/** Which of a local chain's accounts plays which part. */
public enum Part {
  DEPLOYER(0),
  ADMINISTRATOR(1),
  GUARDIAN(2),
  /** Delivers, retries and voids; owns the sample contracts. */
  PASSER_BY(3),
  /** Has collateral where the vault is. */
  HOLDER(4),
  /** Has margin and minted tokens where the ledger is. */
  TRADER(5),
  /** Is paid what is released. */
  RECEIVER(6);

  private final int account;

  Part(int account) {
    this.account = account;
  }

  int account() {
    return account;
  }
}
