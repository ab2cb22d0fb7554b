package io.lockstep.chain.deploy;

import io.lockstep.chain.deploy.plan.DeployedChain;
import io.lockstep.chain.transaction.SignedTransaction;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.ChainId;
import io.lockstep.protocol.Hash32;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a deployment is about, what it has announced and what became of it.
 *
 * @param settings what was to be deployed, each point by name
 */
record Manifest(Map<String, String> settings, List<ChainPlan> chains) {

  Manifest {
    settings = Map.copyOf(settings);
    chains = List.copyOf(chains);
  }

  /**
   * The plan for one chain. Addresses follow from the deployer and its nonce, so they are known
   * before anything is sent.
   *
   * @param genesis the chain's block 0, which tells it from a chain that was started anew
   */
  record ChainPlan(
      ChainId chain,
      Hash32 genesis,
      Address deployer,
      long firstNonce,
      Address accessManager,
      Address gateway,
      Optional<Address> vault,
      Optional<Address> ledger,
      List<StepRecord> steps) {

    ChainPlan {
      steps = List.copyOf(steps);
    }

    Optional<StepRecord> find(String step) {
      return steps.stream().filter(record -> record.step().equals(step)).findFirst();
    }

    /** Of the next transaction: the deployer sends nothing but this deployment. */
    long nextNonce() {
      return firstNonce + steps.size();
    }

    DeployedChain deployed() {
      long firstBlock =
          steps.stream().map(StepRecord::block).flatMapToLong(OptionalLong::stream).min().orElse(0);
      return new DeployedChain(chain, deployer, accessManager, gateway, vault, ledger, firstBlock);
    }

    ChainPlan with(StepRecord record) {
      List<StepRecord> changed = new ArrayList<>(steps);
      changed.removeIf(old -> old.step().equals(record.step()));
      changed.add(record);
      return new ChainPlan(
          chain, genesis, deployer, firstNonce, accessManager, gateway, vault, ledger, changed);
    }
  }

  /**
   * A step that was about to be taken when it was written down.
   *
   * @param signed the very bytes to send, again if need be: they take effect at most once
   * @param block where it was seen included
   */
  record StepRecord(String step, long nonce, Bytes signed, OptionalLong block) {

    static StepRecord of(String step, SignedTransaction transaction) {
      return new StepRecord(step, transaction.nonce(), transaction.bytes(), OptionalLong.empty());
    }

    SignedTransaction transaction() {
      return new SignedTransaction(nonce, signed);
    }

    StepRecord includedIn(long number) {
      return new StepRecord(step, nonce, signed, OptionalLong.of(number));
    }
  }

  ChainPlan plan(ChainId chain) {
    return chains.stream().filter(plan -> plan.chain().equals(chain)).findFirst().orElseThrow();
  }

  Manifest with(ChainPlan changed) {
    return new Manifest(
        settings,
        chains.stream()
            .map(plan -> plan.chain().equals(changed.chain()) ? changed : plan)
            .toList());
  }
}
