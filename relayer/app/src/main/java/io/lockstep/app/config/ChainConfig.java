package io.lockstep.app.config;

import io.lockstep.app.CliException;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.Hash32;
import java.util.List;
import java.util.Optional;

/**
 * A chain, and by whom its daemon hears of it.
 *
 * @param genesis the hash of block 0, which tells the chain from others of the same id
 * @param quorum how many of the providers must agree on what is final
 * @param gateway nothing as long as none is deployed
 */
public record ChainConfig(
    String name,
    ChainId chainId,
    Hash32 genesis,
    FinalityConfig finality,
    int quorum,
    List<ProviderConfig> providers,
    Optional<GatewayConfig> gateway) {

  static final int PROVIDERS_MAX = 16;

  static Value<ChainConfig> read(Section section) {
    var name = section.required("name", Scalar.name());
    var chainId = section.required("chain-id", Scalar.chainId());
    var genesis = section.required("genesis", Scalar.hash());
    var finality = FinalityConfig.read(section, "finality");
    var quorum = section.required("quorum", Scalar.wholeNumber(1, PROVIDERS_MAX));
    List<Section> sections = section.sections("providers");
    var providers = Values.list(sections.stream().map(ProviderConfig::read).toList());
    Value<Optional<GatewayConfig>> gateway = gateway(section);
    section.refuseUnknown();
    if (quorum.isRight() && !sections.isEmpty()) {
      checkQuorum(section, quorum.get(), sections.size());
    }
    if (providers.isRight()) {
      Duplicates.refuse(section, "providers", providers.get(), ProviderConfig::name, "name");
      Duplicates.refuse(
          section, "providers", providers.get(), provider -> provider.url().place(), "url");
    }
    return Values.all(name, chainId, genesis, finality, quorum, providers, gateway)
        .then(() ->
            new ChainConfig(
                name.get(),
                chainId.get(),
                genesis.get(),
                finality.get(),
                quorum.get(),
                providers.get(),
                gateway.get()));
  }

  /** For all that cannot be done before the deployment. */
  public GatewayConfig requireGateway() {
    return gateway.orElseThrow(() ->
        CliException.permanent(
            "chain %s: found no gateway, expected one; lockstep deploy tells what to write there"
                .formatted(name)));
  }

  private static Value<Optional<GatewayConfig>> gateway(Section section) {
    Optional<Section> found = section.findSection("gateway");
    if (found.isEmpty()) {
      return Value.of(Optional.empty());
    }
    Value<GatewayConfig> gateway = GatewayConfig.read(found.get());
    return Values.all(gateway).then(() -> Optional.of(gateway.get()));
  }

  private static void checkQuorum(Section section, int quorum, int configured) {
    if (2 * quorum <= configured || quorum > configured) {
      section.wrong(
          "quorum",
          "found %d of %d providers, expected more than half and at most all"
              .formatted(quorum, configured));
    }
  }
}
