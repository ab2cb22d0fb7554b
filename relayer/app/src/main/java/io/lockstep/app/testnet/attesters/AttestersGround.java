package io.lockstep.app.testnet.attesters;

import io.lockstep.app.secret.SecretFile;
import io.lockstep.app.testnet.AttesterDatabase;
import io.lockstep.app.testnet.LocalDatabase;
import io.lockstep.app.testnet.RelayerFolder;
import io.lockstep.app.testnet.TwoChains;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.IdentitySigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * What attesters need before there are chains: keys, addresses and databases. The databases are
 * made while somebody deploys.
 */
public final class AttestersGround implements AutoCloseable {
  private final List<LocalAddress> addresses;
  private final LocalKeys keys;
  private final CompletableFuture<LocalDatabase> server;
  private final CompletableFuture<List<AttesterDatabase>> databases;

  private AttestersGround(int threshold, int count, long keyEpoch) {
    this.server =
        CompletableFuture.supplyAsync(LocalDatabase::startEmpty, Thread::startVirtualThread);
    this.databases = server.thenApply(started -> started.createForAttesters(count));
    this.addresses = LocalAddress.free(count);
    this.keys = LocalKeys.create(threshold, addresses, keyEpoch);
  }

  /** Returns when the keys are made. */
  public static AttestersGround create(int threshold, int count, long keyEpoch) {
    return new AttestersGround(threshold, count, keyEpoch);
  }

  public LocalKeys keys() {
    return keys;
  }

  /** Where the attesters' databases are; waits until it is started. */
  public LocalDatabase server() {
    return server.join();
  }

  /** Under a folder that goes with this process. */
  public LocalAttesters start(
      TwoChains chains, AttesterHost host, Function<Identifier, String> policies) {
    return start(chains, server().folder().resolve("attesters"), host, policies);
  }

  /**
   * Writes what the attesters read, and what a relayer needs to ask them, and starts them.
   *
   * @param folder what earlier attesters have left there goes
   * @param policies of each, as it stands under {@code policy:}
   */
  public LocalAttesters start(
      TwoChains chains, Path folder, AttesterHost host, Function<Identifier, String> policies) {
    IdentitySigner relayer = IdentitySigner.generate(new SecureRandom());
    AttesterFiles files = new AttesterFiles(keys, RelayerFolder.watched(chains), relayer.key());
    List<AttesterSite> sites = sites(folder);
    for (AttesterSite site : sites) {
      delete(site.folder());
      files.write(site, policies.apply(site.self()));
    }
    delete(folder.resolve("relayer"));
    files.writeRelayer(folder.resolve("relayer"), relayer);
    return LocalAttesters.start(chains, keys.key(), sites, relayer, host);
  }

  private List<AttesterSite> sites(Path folder) {
    SecretFile.createFolder(folder);
    List<AttesterSite> sites = new ArrayList<>();
    for (Identifier attester : keys.roster().identifiers()) {
      int place = sites.size();
      sites.add(
          new AttesterSite(
              attester,
              folder.resolve("attester-" + attester),
              addresses.get(place),
              databases.join().get(place)));
    }
    return sites;
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be deleted".formatted(folder), e);
    }
  }

  @Override
  public void close() {
    databases.handle((_, _) -> addresses).join();
    server.thenAccept(LocalDatabase::close).handle((_, _) -> addresses).join();
  }
}
