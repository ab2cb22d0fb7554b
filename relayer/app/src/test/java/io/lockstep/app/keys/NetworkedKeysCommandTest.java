package io.lockstep.app.keys;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.CommandLineRun;
import io.lockstep.app.keys.ceremony.FreeAddresses;
import io.lockstep.app.secret.Passphrase;
import io.lockstep.app.testnet.End;
import io.lockstep.app.testnet.Part;
import io.lockstep.app.testnet.TwoChains;
import io.lockstep.attestation.atrest.Argon2Cost;
import io.lockstep.attestation.ceremony.CertifiedKey;
import io.lockstep.attestation.ceremony.LocalCeremony;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.Roster;
import io.lockstep.chain.access.AccessManagerCalls;
import io.lockstep.chain.deploy.plan.DeploymentSettings;
import io.lockstep.chain.transaction.TransactionRequest;
import io.lockstep.chain.transaction.TransactionSender;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators type, each on a machine of their own: here, threads and folders. */
class NetworkedKeysCommandTest {
  private static final String PASSPHRASE = "a passphrase of the test";
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir private Path folder;
  private final Passphrase opened =
      Passphrase.of(PASSPHRASE.getBytes(StandardCharsets.UTF_8), "the test");

  @BeforeEach
  void writePassphrase() throws IOException {
    Path file = folder.resolve("passphrase");
    Files.writeString(file, PASSPHRASE + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private CommandLineRun run(String... arguments) {
    return CommandLineRun.of(
        folder,
        Stream.concat(
                Stream.of(arguments),
                Stream.of("--passphrase-file", folder.resolve("passphrase").toString()))
            .toArray(String[]::new));
  }

  private static CommandLineRun done(CommandLineRun run) {
    assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
    return run;
  }

  private static void assertRefused(CommandLineRun run, String text) {
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(text);
  }

  private String own(int attester) {
    return folder.resolve("machine-" + attester).toString();
  }

  /** All at once, and all of them well. */
  private List<CommandLineRun> together(int count, IntFunction<List<String>> arguments)
      throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<CommandLineRun>> runs =
          IntStream.rangeClosed(1, count)
              .mapToObj(i -> threads.submit(() -> run(seated(i, arguments.apply(i)))))
              .toList();
      List<CommandLineRun> all = new ArrayList<>();
      for (Future<CommandLineRun> one : runs) {
        all.add(done(one.get()));
      }
      return all;
    }
  }

  private String[] seated(int attester, List<String> arguments) {
    return Stream.concat(
            Stream.concat(Stream.of("keys"), arguments.stream()),
            Stream.of("--folder", own(attester), "--attester", String.valueOf(attester)))
        .toArray(String[]::new);
  }

  private static void sameIn(List<CommandLineRun> runs, String word) {
    assertThat(runs.stream().map(run -> line(run, word)).distinct()).hasSize(1);
  }

  private static String line(CommandLineRun run, String word) {
    return run.out().lines().filter(line -> line.contains(word)).findFirst().orElseThrow();
  }

  // A new key

  @Test
  void fourMachinesMakeAKeyThatTheGatewaysTake() throws Exception {
    List<CommandLineRun> identities =
        IntStream.rangeClosed(1, 4)
            .mapToObj(i -> done(run("keys", "identity", "--folder", own(i))))
            .toList();
    assertThat(identities)
        .allSatisfy(run -> assertThat(run.out().strip()).matches("0x[0-9a-f]{64}"));
    assertThat(run("keys", "identity", "--folder", own(1)).out())
        .isEqualTo(identities.getFirst().out());
    assertThat(done(run("keys", "show", own(1))).out()).contains("No key yet");
    String roster = roster(identities.stream().map(run -> run.out().strip()).toList());

    try (TwoChains chains = TwoChains.start("shanghai", TwoChains.Extent.COLLATERAL)) {
      List<String> gateways =
          chains.ends().stream()
              .flatMap(end -> Stream.of("--gateway", end.chainId() + ":" + end.gateway()))
              .toList();
      List<CommandLineRun> made =
          together(
              4,
              _ ->
                  Stream.concat(
                          Stream.of(
                              "ceremony",
                              "--roster",
                              roster,
                              "--threshold",
                              "3",
                              "--key-epoch",
                              "2",
                              "--session",
                              "first key"),
                          gateways.stream())
                      .toList());

      for (String word : List.of("  px", "  py", "  certificate", "  roster")) {
        sameIn(made, word);
      }
      made.forEach(run -> assertThat(registrations(run)).hasSize(2));
      assertTaken(chains, registrations(made.get(1)));
      assertNoSecretIsTold(Stream.concat(identities.stream(), made.stream()).toList());
    }
    assertThat(done(run("keys", "show", own(3))).out())
        .contains("attester 3 of 4, of whom 3 sign", "The share opens");
    assertRefused(
        run(
            seated(
                3,
                List.of(
                    "ceremony", "--roster", roster, "--threshold", "3", "--session", "another"))),
        "found the share of a key, expected none; keys rotate makes the next key");
  }

  private String roster(List<String> identities) throws IOException {
    List<String> addresses = FreeAddresses.of(identities.size());
    StringBuilder yaml = new StringBuilder("version: 1\nattesters:\n");
    for (int i = 0; i < identities.size(); i++) {
      yaml.append(
          "  - { number: %d, identity: \"%s\", address: \"%s\" }\n"
              .formatted(i + 1, identities.get(i), addresses.get(i)));
    }
    return Files.writeString(folder.resolve("roster.yaml"), yaml).toString();
  }

  /** By the chain that each is for. */
  private static Map<String, TransactionRequest> registrations(CommandLineRun run) {
    return Pattern.compile(
            "on chain ([0-9]+) .*\\R  to    (0x[0-9a-f]{40})\\R  data  (0x[0-9a-f]+)")
        .matcher(run.out())
        .results()
        .collect(Collectors.toMap(found -> found.group(1), NetworkedKeysCommandTest::request));
  }

  private static TransactionRequest request(MatchResult found) {
    return TransactionRequest.call(Address.fromHex(found.group(2)), Bytes.fromHex(found.group(3)));
  }

  private static void assertTaken(TwoChains chains, Map<String, TransactionRequest> transactions) {
    for (End end : chains.ends()) {
      TransactionRequest transaction = requireNonNull(transactions.get(end.chainId().toString()));
      assertThat(transaction.to()).contains(end.gateway());
      TransactionSender administrator = end.sender(Part.ADMINISTRATOR);
      administrator.send(
          new AccessManagerCalls(end.view().authority()).schedule(transaction, Instant.EPOCH),
          "announcement");
      end.chain().advanceTime(DeploymentSettings.ADMINISTRATION_DELAY.plusMinutes(5));
      administrator.send(transaction, "registration");
      assertThat(end.view().keyEpochs().current()).isEqualTo(2);
    }
  }

  /** The canary: the shares and identities of all, in every way of writing them. */
  private void assertNoSecretIsTold(List<CommandLineRun> runs) {
    for (int i = 1; i <= 4; i++) {
      KeyFolder files = new KeyFolder(Path.of(own(i)));
      Roster roster = files.readRoster();
      Identifier attester = Identifier.of(i);
      CertifiedKey share = files.readShare(attester, roster, opened);
      List<byte[]> secrets =
          List.of(
              share.key().secretShare().reveal(),
              files.readIdentity(attester, roster, opened).reveal());
      for (CommandLineRun run : runs) {
        String text = (run.out() + run.err()).toLowerCase(Locale.ROOT);
        assertThat(secrets).noneMatch(secret -> text.contains(HexFormat.of().formatHex(secret)));
        assertThat(text).doesNotContain(PASSPHRASE);
      }
    }
  }

  // Its life

  /** Two, because each file that they seal takes its time. */
  @Test
  void aKeyIsRefreshedAndRotatedAndDestroyed() throws Exception {
    LocalCeremony ceremony = LocalCeremony.among(FreeAddresses.of(2), RANDOM);
    List<CertifiedKey> keys = ceremony.newKey(2, 1);
    Sealing cheap = new Sealing(opened, new Argon2Cost(64, 1, 1), RANDOM);
    for (int i = 0; i < 2; i++) {
      KeyFolder.write(
          Path.of(own(i + 1)), ceremony.roster(), keys.get(i), ceremony.signers().get(i), cheap);
    }
    assertRefused(
        run(seated(1, List.of("destroy", "--key-epoch", "1", "--grace-ended"))),
        "found epoch 1 as the latest");

    List<CommandLineRun> refreshed = together(2, _ -> List.of("refresh", "--session", "summer"));
    assertThat(refreshed).allSatisfy(run -> assertThat(run.out()).contains("generation   1"));
    assertThat(line(refreshed.getFirst(), "  px"))
        .isEqualTo("  px           0x%064x".formatted(keys.getFirst().groupKey().px()));

    String roster = roster(ceremony.signers().stream().map(one -> one.key().toString()).toList());
    List<String> rotation =
        List.of("rotate", "--roster", roster, "--threshold", "2", "--session", "next");
    assertRefused(run(seated(1, with(rotation, "--key-epoch", "1"))), "expected more than");
    List<CommandLineRun> rotated = together(2, _ -> with(rotation, "--key-epoch", "2"));
    sameIn(rotated, "  certificate");
    assertThat(done(run("keys", "show", own(2))).out())
        .contains("key epoch    1", "generation   1", "key epoch    2");

    assertRefused(
        run(seated(2, List.of("destroy", "--key-epoch", "1"))), "--grace-ended: found it missing");
    done(run(seated(2, List.of("destroy", "--key-epoch", "1", "--grace-ended"))));
    assertThat(done(run("keys", "show", own(2))).out())
        .contains("holds no share any more", "key epoch    2")
        .doesNotContain("key epoch    1");
  }

  private static List<String> with(List<String> arguments, String... more) {
    return Stream.concat(arguments.stream(), Stream.of(more)).toList();
  }

  @Test
  void whatCannotBeMeantIsRefused() throws IOException {
    assertRefused(run("keys", "ceremony"), "found neither of --local");
    assertRefused(
        run(
            seated(
                1,
                List.of(
                    "ceremony",
                    "--local",
                    "2-of-2",
                    "--roster",
                    "x",
                    "--threshold",
                    "2",
                    "--session",
                    "x"))),
        "found both of --local and --roster");
    assertRefused(
        run("keys", "ceremony", "--local", "2-of-2", "--out", own(1), "--addresses", "a:1"),
        "--addresses: found 1, expected 2");
    assertRefused(
        run(seated(1, List.of("refresh", "--session", "summer"))), "found shares of the epochs []");
    assertRefused(
        run(seated(1, List.of("register", "--gateway", "1:0x12"))), "expected CHAINID:ADDRESS");
    String empty = Files.createDirectory(folder.resolve("empty")).toString();
    assertRefused(run("keys", "show", empty), "found no identity and no share");
  }
}
