package io.lockstep.chain.deploy;

import io.lockstep.chain.deploy.Manifest.ChainPlan;
import io.lockstep.chain.deploy.Manifest.StepRecord;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.Hash32;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The manifest as a file that people can read as well. */
final class ManifestJson {

  private static final int FORMAT = 1;
  private static final JsonMapper JSON = JsonMapper.shared();

  private ManifestJson() {}

  static String write(Manifest manifest) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT);
    ObjectNode settings = root.putObject("settings");
    new TreeMap<>(manifest.settings()).forEach(settings::put);
    manifest.chains().forEach(chain -> write(chain, root.withArray("chains").addObject()));
    return root.toPrettyString() + "\n";
  }

  private static void write(ChainPlan plan, ObjectNode to) {
    to.put("chain", plan.chain().toString());
    to.put("genesis", plan.genesis().toString());
    to.put("deployer", plan.deployer().toString());
    to.put("firstNonce", plan.firstNonce());
    to.put("accessManager", plan.accessManager().toString());
    to.put("gateway", plan.gateway().toString());
    plan.vault().ifPresent(vault -> to.put("vault", vault.toString()));
    plan.ledger().ifPresent(ledger -> to.put("ledger", ledger.toString()));
    to.putArray("steps");
    plan.steps().forEach(step -> write(step, to.withArray("steps").addObject()));
  }

  private static void write(StepRecord step, ObjectNode to) {
    to.put("step", step.step());
    to.put("nonce", step.nonce());
    to.put("transaction", step.transaction().hash().toString());
    step.block().ifPresent(block -> to.put("block", block));
    to.put("signed", step.signed().toString());
  }

  static Manifest read(String text) {
    JsonNode root = JSON.readTree(text);
    int format = root.required("format").intValue();
    if (format != FORMAT) {
      throw new IllegalArgumentException("found format %d, expected %d".formatted(format, FORMAT));
    }
    Map<String, String> settings = new TreeMap<>();
    root.required("settings")
        .forEachEntry((name, value) -> settings.put(name, value.stringValue()));
    return new Manifest(
        settings, root.required("chains").valueStream().map(ManifestJson::readChain).toList());
  }

  private static ChainPlan readChain(JsonNode plan) {
    return new ChainPlan(
        new ChainId(new BigInteger(text(plan, "chain"))),
        Hash32.fromHex(text(plan, "genesis")),
        Address.fromHex(text(plan, "deployer")),
        plan.required("firstNonce").longValue(),
        Address.fromHex(text(plan, "accessManager")),
        Address.fromHex(text(plan, "gateway")),
        findAddress(plan, "vault"),
        findAddress(plan, "ledger"),
        plan.required("steps").valueStream().map(ManifestJson::readStep).toList());
  }

  private static StepRecord readStep(JsonNode step) {
    JsonNode block = step.get("block");
    return new StepRecord(
        text(step, "step"),
        step.required("nonce").longValue(),
        Bytes.fromHex(text(step, "signed")),
        block == null ? OptionalLong.empty() : OptionalLong.of(block.longValue()));
  }

  private static Optional<Address> findAddress(JsonNode node, String name) {
    return node.has(name) ? Optional.of(Address.fromHex(text(node, name))) : Optional.empty();
  }

  private static String text(JsonNode node, String name) {
    return node.required(name).stringValue();
  }
}
