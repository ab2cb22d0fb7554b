package io.lockstep.app.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShould;
import java.util.stream.Stream;

/**
 * The direction of the dependencies, as rules over one root package: {@code protocol ← core ←
 * {attestation, chain, persistence} ← app}. The class path of each module enforces most of it;
 * these rules hold within one module too, and say why.
 *
 * <p>A layer that does not exist yet breaks no rule, so every rule may find nothing to check.
 */
record Layers(String root) {

  ArchRule protocolStandsAlone() {
    return onlyKnows("protocol")
        .because(
            "both chains and every process agree on it, so it must be usable without the rest");
  }

  ArchRule coreKnowsOnlyTheProtocol() {
    return onlyKnows("core", "protocol")
        .because("the stages decide and others act: what they need of the world is a port");
  }

  ArchRule attestationKnowsOnlyTheCore() {
    return onlyKnows("attestation", "core", "protocol")
        .because(
            "an attester trusts neither transport nor storage, so it must not be built on them");
  }

  ArchRule chainKnowsOnlyTheCore() {
    return onlyKnows("chain", "core", "protocol")
        .because("what is seen on a chain must not depend on what was stored or signed");
  }

  ArchRule persistenceKnowsOnlyTheCore() {
    return onlyKnows("persistence", "core", "protocol")
        .because("storage keeps what it is given and asks nobody");
  }

  ArchRule nobodyKnowsTheApp() {
    return nobody("app")
        .dependOnClassesThat(resideInAPackage(layer("app")))
        .because("wiring knows everything, so whoever knows the wiring knows everything too")
        .allowEmptyShould(true);
  }

  ArchRule onlyPersistenceSpeaksSql() {
    return nobody("persistence")
        .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql.."))
        .because(
            "the rules of the schema can be reviewed only if all of its statements are in one place")
        .allowEmptyShould(true);
  }

  ArchRule onlyChainAndAppTouchWeb3j() {
    return nobody("chain", "app")
        .dependOnClassesThat(resideInAPackage("org.web3j.."))
        .because("a library for one family of chains must stay replaceable by another")
        .allowEmptyShould(true);
  }

  ArchRule proofsKnowOnlyTheProtocol() {
    return onlyKnows("chain.proof", "protocol")
        .because("a proof is checked by arithmetic, so it must not matter who fetched it, or how");
  }

  ArchRule nobodyReadsRlpByWeb3j() {
    return nobody()
        .dependOnClassesThat(resideInAPackage("org.web3j.rlp.."))
        .because("its decoder takes bytes that are not RLP, and a proof is no stricter than that")
        .allowEmptyShould(true);
  }

  ArchRule onlyAttestationComputesWithSecrets() {
    return nobody("attestation")
        .dependOnClassesThat(resideInAPackage(layer("attestation.group")))
        .because("whoever can add shares up holds the whole key, which nobody should")
        .allowEmptyShould(true);
  }

  ArchRule nobodyUsesDatesOfOld() {
    return nobody()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Date")
        .because("it can be changed by whoever holds it and prints in local time: use java.time")
        .allowEmptyShould(true);
  }

  ArchRule nobodyUsesTheLoggingOfTheJdk() {
    return nobody()
        .dependOnClassesThat(resideInAPackage("java.util.logging.."))
        .because("there is one log with one format, and it is SLF4J's")
        .allowEmptyShould(true);
  }

  ArchRule nobodyUsesInternalsOfTheJdk() {
    return nobody()
        .dependOnClassesThat(resideInAnyPackage("sun..", "jdk.internal.."))
        .because("what is internal to the JDK may be gone with its next release")
        .allowEmptyShould(true);
  }

  private ClassesShould nobody(String... exceptLayers) {
    return noClasses()
        .that(resideInAPackage(root + ".."))
        .and(resideOutsideOfPackages(layers(exceptLayers)))
        .should();
  }

  private ArchRule onlyKnows(String layer, String... known) {
    String[] allowed =
        layers(Stream.concat(Stream.of(layer), Stream.of(known)).toArray(String[]::new));
    return noClasses()
        .that(resideInAPackage(layer(layer)))
        .should()
        .dependOnClassesThat(resideInAPackage(root + "..").and(resideOutsideOfPackages(allowed)))
        .as(
            "%s should know %s"
                .formatted(
                    layer,
                    known.length == 0
                        ? "none of the others"
                        : "only " + String.join(" and ", known)))
        .allowEmptyShould(true);
  }

  private String[] layers(String... names) {
    return Stream.of(names).map(this::layer).toArray(String[]::new);
  }

  private String layer(String name) {
    return root + "." + name + "..";
  }
}
