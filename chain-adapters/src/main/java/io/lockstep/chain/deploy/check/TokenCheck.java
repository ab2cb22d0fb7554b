package io.lockstep.chain.deploy.check;

import io.lockstep.chain.collateral.TokenView;
import io.lockstep.chain.contract.Contracts;
import io.lockstep.chain.deploy.plan.TokenSettings;
import io.lockstep.protocol.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a ledger mints for an asset is the token that it created itself, as it was to be. */
record TokenCheck(Subject subject, Address ledger) {

  List<Finding> findings(PlannedAsset asset, Optional<Address> found) {
    String name = "token of " + asset.place();
    Optional<TokenSettings> planned = asset.settings().token();
    List<Finding> findings = new ArrayList<>();
    findings.add(subject.finding(name, planned.isPresent(), found.isPresent()));
    if (planned.isPresent() && found.isPresent()) {
      findings.addAll(findings(name, planned.get(), found.get()));
    }
    return findings;
  }

  private List<Finding> findings(String name, TokenSettings planned, Address found) {
    Finding code = CodeCheck.finding(subject, Contracts.collateralToken(), found);
    if (!code.holds()) {
      return List.of(code);
    }
    TokenView token = new TokenView(subject.state(), found);
    TokenSettings described = new TokenSettings(token.name(), token.symbol(), token.decimals());
    return List.of(
        code,
        subject.finding(name + ": what it says of itself", planned, described),
        subject.finding(name + ": ledger", ledger, token.ledger()));
  }
}
