package io.lockstep.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

  private static final String ROOT = "io.lockstep";
  private static final String OFFENDING_ROOT = ROOT + ".app.architecture.offending";

  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);
  private static final JavaClasses OFFENDERS =
      new ClassFileImporter().importPackages(OFFENDING_ROOT);

  static Stream<Arguments> rules() {
    return Stream.of(
        rule("protocol stands alone", Layers::protocolStandsAlone, "ProtocolKnowsCore"),
        rule(
            "core knows only the protocol",
            Layers::coreKnowsOnlyTheProtocol,
            "CoreKnowsApp",
            "CoreKnowsChain"),
        rule(
            "attestation knows only the core",
            Layers::attestationKnowsOnlyTheCore,
            "AttestationKnowsPersistence"),
        rule("chain knows only the core", Layers::chainKnowsOnlyTheCore, "ChainKnowsAttestation"),
        rule(
            "persistence knows only the core",
            Layers::persistenceKnowsOnlyTheCore,
            "PersistenceKnowsChain"),
        rule("nobody knows the app", Layers::nobodyKnowsTheApp, "CoreKnowsApp"),
        rule(
            "only persistence speaks SQL",
            Layers::onlyPersistenceSpeaksSql,
            "ChainSpeaksSql",
            "CoreSpeaksSql"),
        rule(
            "only chain and app touch web3j",
            Layers::onlyChainAndAppTouchWeb3j,
            "PersistenceTouchesWeb3j"),
        rule("proofs know only the protocol", Layers::proofsKnowOnlyTheProtocol, "ProofKnowsChain"),
        rule("nobody reads RLP by web3j", Layers::nobodyReadsRlpByWeb3j, "ChainReadsRlpByWeb3j"),
        rule(
            "only attestation computes with secrets",
            Layers::onlyAttestationComputesWithSecrets,
            "AppAddsSharesUp"),
        rule("nobody uses dates of old", Layers::nobodyUsesDatesOfOld, "AppUsesDate"),
        rule(
            "nobody uses the logging of the JDK",
            Layers::nobodyUsesTheLoggingOfTheJdk,
            "AppUsesJdkLogging"),
        rule(
            "nobody uses internals of the JDK",
            Layers::nobodyUsesInternalsOfTheJdk,
            "AppUsesInternals"));
  }

  private static Arguments rule(String name, Function<Layers, ArchRule> rule, String... offenders) {
    return Arguments.of(Named.of(name, rule), Set.of(offenders));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void holds(Function<Layers, ArchRule> rule) {
    rule.apply(new Layers(ROOT)).check(PRODUCTION);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void catchesExactlyItsOffenders(Function<Layers, ArchRule> rule, Set<String> offenders) {
    List<String> violations =
        rule.apply(new Layers(OFFENDING_ROOT)).evaluate(OFFENDERS).getFailureReport().getDetails();

    assertThat(violations)
        .map(ArchitectureTest::offender)
        .containsExactlyInAnyOrderElementsOf(offenders);
  }

  @Test
  void looksAtEveryModule() {
    assertThat(List.of("protocol", "core", "attestation", "chain", "persistence", "app"))
        .allMatch(module ->
            PRODUCTION.stream()
                .anyMatch(type -> type.getPackageName().startsWith(ROOT + "." + module)));
  }

  /**
   * A violation begins with the member that commits it: {@code Method <package.Class.method()> …}.
   */
  private static String offender(String violation) {
    String method = violation.substring(violation.indexOf('<') + 1, violation.indexOf(".offence("));
    return method.substring(method.lastIndexOf('.') + 1);
  }
}
