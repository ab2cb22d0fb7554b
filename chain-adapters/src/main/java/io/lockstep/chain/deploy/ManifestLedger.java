package io.lockstep.chain.deploy;

import io.lockstep.chain.deploy.Manifest.ChainPlan;
import io.lockstep.chain.deploy.Manifest.StepRecord;
import io.lockstep.protocol.ChainId;

/** The manifest while a deployment runs: what is recorded is on the disk when the call returns. */
final class ManifestLedger {

  private final ManifestFile file;
  private Manifest manifest;

  ManifestLedger(ManifestFile file, Manifest manifest) {
    this.file = file;
    this.manifest = manifest;
  }

  Manifest manifest() {
    return manifest;
  }

  ChainPlan plan(ChainId chain) {
    return manifest.plan(chain);
  }

  void record(ChainId chain, StepRecord step) {
    Manifest changed = manifest.with(plan(chain).with(step));
    file.write(changed);
    manifest = changed;
  }
}
