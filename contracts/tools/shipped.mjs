// The contracts that are deployed; the ledger creates the tokens.
export const shipped = ["Gateway", "CollateralVault", "CollateralLedger", "CollateralToken"];
