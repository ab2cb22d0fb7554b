package io.lockstep.app.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.CommandLineRun;
import io.lockstep.app.ExitCode;
import io.lockstep.app.testnet.Batch;
import io.lockstep.app.testnet.Direction;
import io.lockstep.app.testnet.LocalQuorum;
import io.lockstep.app.testnet.RelayerFolder;
import io.lockstep.app.testnet.Samples;
import io.lockstep.app.testnet.TwoChains;
import io.lockstep.attestation.attester.FinishedCheckpoint;
import io.lockstep.chain.transaction.TransactionSender;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Checkpoint;
import io.lockstep.protocol.FrostSignature;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.LaneHead;
import io.lockstep.protocol.Message;
import io.lockstep.protocol.Secp256k1;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With every relayer dead, a user's message still arrives: two real chains, an attester's door, and
 * a user who believes neither the attester nor the providers.
 */
class DeliverCommandTest {
  /** Account 9 of Anvil's well-known mnemonic, which has no role in any test. */
  private static final String USERS_KEY =
      "0x2a871d0798f97d79848a013d4936a73bf4cc922c825d33c1cf7073dff6d409c6";

  private static final Bytes PAYLOAD = Bytes.fromHex("0x0102030405060708");

  private static TwoChains chains;
  private static Samples samples;
  private static ServedCheckpoints attester;

  @TempDir private Path folder;
  private Path config = Path.of("");
  private Path key = Path.of("");

  @BeforeAll
  static void start() {
    chains = TwoChains.start("shanghai", TwoChains.Extent.WITH_SAMPLES);
    samples = chains.samples();
    attester = new ServedCheckpoints();
    for (Direction direction : List.of(samples.back(), samples.there())) {
      direction.deliver(direction.next(Holds.of()));
    }
  }

  @AfterAll
  static void stop() {
    attester.close();
    chains.close();
  }

  @BeforeEach
  void writeFiles() throws IOException {
    config = RelayerFolder.write(folder, chains, "jdbc:postgresql://127.0.0.1:1/none", "nobody");
    String channel = samples.lane().channel().value().toString();
    Files.writeString(
        config,
        Files.readString(config)
            .replaceFirst("channel: \"0x[0-9a-f]{64}\"", "channel: \"" + channel + "\""));
    key = folder.resolve("key");
    Files.writeString(key, USERS_KEY + "\n");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
  }

  private CommandLineRun deliver(String... more) {
    return run("chain-a/chain-b", more);
  }

  private CommandLineRun run(String lane, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "deliver",
                lane,
                "--config",
                config.toString(),
                "--key-file",
                key.toString(),
                "--attester",
                attester.url()));
    arguments.addAll(Arrays.asList(more));
    return CommandLineRun.of(folder, arguments.toArray(String[]::new));
  }

  private static Batch sign() {
    return samples.there().next(Holds.of());
  }

  private static void serve(Batch batch) {
    attester.serve(batch.checkpoint(), batch.signature());
  }

  @Test
  void aMessageArrivesAndThenNothingIsLeft() throws IOException {
    long before = samples.destination().received();
    samples.send(PAYLOAD, Message.NO_DEADLINE);
    serve(sign());
    Path roster = folder.resolve("roster");
    Files.writeString(roster, attester.roster());

    CommandLineRun first = deliver("--roster", roster.toString());
    CommandLineRun second = deliver();

    assertThat(first.err()).isEmpty();
    assertThat(first.out()).contains("executed messages", "1 delivered, 0 parked or held");
    assertThat(first.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(samples.destination().received()).isEqualTo(before + 1);
    assertThat(second.out()).contains("Nothing to deliver");
    assertThat(second.exitCode()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aLongCheckpointTakesSeveralTransactions() {
    long before = samples.destination().received();
    samples.sendMany(PAYLOAD, 200);
    serve(sign());

    CommandLineRun run = deliver("--json");

    assertThat(run.err()).isEmpty();
    assertThat(run.out().split("\"transaction\":")).hasSizeGreaterThan(2);
    assertThat(samples.destination().received()).isEqualTo(before + 200);
  }

  @Test
  void onlyWhatIsWantedIsDelivered() {
    samples.sendMany(PAYLOAD, 5);
    Batch batch = sign();
    serve(batch);
    long wanted = batch.first() + 1;

    assertThat(deliver("--through", String.valueOf(wanted)).exitCode()).isZero();

    assertThat(samples.there().executed().nonce()).isEqualTo(wanted);
  }

  @Test
  void heldAndFailedMessagesAreTold() {
    samples.destination().end().passerBy().send(samples.destination().setRefusing(true), "refuse");
    long first = samples.there().executed().nonce() + 1;
    if (samples.there().log().lastNonce() >= first) {
      samples.there().deliver(sign());
      first = samples.there().executed().nonce() + 1;
    }
    samples.send(PAYLOAD, Message.NO_DEADLINE);
    samples.send(Bytes.fromHex("0xff02030405060708"), Message.NO_DEADLINE);
    serve(samples.there().next(Holds.of(first)));

    CommandLineRun run = deliver();

    assertThat(run.out())
        .contains("0 delivered, 2 parked or held")
        .contains("message %d: held, the quorum rules on it".formatted(first))
        .contains("message %d: parked, its recipient failed".formatted(first + 1));
  }

  @Test
  void nothingIsSentInARehearsal() {
    samples.send(PAYLOAD, Message.NO_DEADLINE);
    serve(sign());
    LaneHead before = samples.there().executed();

    CommandLineRun run = deliver("--dry-run");

    assertThat(run.out()).contains("would deliver messages", "nothing was sent");
    assertThat(samples.there().executed()).isEqualTo(before);
  }

  @Test
  void whatNobodyHasSignedForTheGatewayIsSkippedWithAReason() {
    samples.send(PAYLOAD, Message.NO_DEADLINE);
    Batch right = sign();
    Checkpoint one = right.checkpoint();
    long executed = one.from();
    FrostSignature foreign = LocalQuorum.create(3, 4, 1).sign(one.digest(samples.there().domain()));
    Checkpoint ahead =
        new Checkpoint(one.lane(), executed + 1, one.nonce() + 1, one.head(), one.holds(), 1);
    Checkpoint unknownEpoch =
        new Checkpoint(one.lane(), executed, one.nonce(), one.head(), one.holds(), 9);
    Checkpoint old = new Checkpoint(one.lane(), executed - 1, executed, one.head(), one.holds(), 1);
    attester.serve(
        new FinishedCheckpoint(one, foreign),
        new FinishedCheckpoint(ahead, right.signature()),
        new FinishedCheckpoint(unknownEpoch, right.signature()),
        new FinishedCheckpoint(old, right.signature()));

    CommandLineRun without = deliver();
    attester.serve(
        new FinishedCheckpoint(one, foreign), new FinishedCheckpoint(one, right.signature()));
    CommandLineRun with = deliver();

    assertThat(without.out())
        .contains("Nothing to deliver")
        .contains("found another signature, expected one by the gateway's key of epoch 1")
        .contains("found another signature, expected one by the gateway's key of epoch 9")
        .contains("it begins after message")
        .contains("it ends at message");
    assertThat(with.out()).contains("executed messages");
    assertThat(samples.there().executed().nonce()).isEqualTo(one.nonce());
  }

  @Test
  void aProviderThatLeavesOutALogIsNotBelieved() throws IOException {
    samples.send(PAYLOAD, Message.NO_DEADLINE);
    samples.send(PAYLOAD, Message.NO_DEADLINE);
    serve(sign());
    String honest = chains.ends().getFirst().chain().endpoint().uri().toString();
    try (OmittingProvider liar =
        new OmittingProvider(chains.ends().getFirst().chain().endpoint().uri())) {
      String text = Files.readString(config);
      String liars = "- { name: liar, url: \"%s\" }".formatted(liar.url());
      Files.writeString(
          config, text.replaceFirst("- \\{ name: anvil, url: \"" + honest + "\".*\\}", liars));

      CommandLineRun alone = deliver();
      Files.writeString(
          config,
          text.replaceFirst(
                  "- \\{ name: anvil, url: \"" + honest + "\"",
                  liars + "\n      - { name: anvil, url: \"" + honest + "\"")
              .replaceFirst("quorum: 1", "quorum: 2"));
      CommandLineRun besides = deliver();

      assertThat(alone.exitCode()).isEqualTo(ExitCode.RETRY_MAY_HELP);
      assertThat(alone.err()).contains("found no provider that has them").contains("liar");
      assertThat(besides.err()).isEmpty();
      assertThat(besides.out()).contains("executed messages");
    }
  }

  @Test
  void whatSomebodyElseDeliversMeanwhileIsAsGood() {
    samples.send(PAYLOAD, Message.NO_DEADLINE);
    Batch batch = sign();
    Direction there = samples.there();
    Stretch stretch =
        new Stretch(
            there.executed(),
            batch.messages(),
            List.of(new FinishedCheckpoint(batch.checkpoint(), batch.signature())));
    there.deliver(batch);
    StringWriter told = new StringWriter();
    TransactionSender sender = there.destination().passerBy();

    new Carrier(there.destination().chain().connection(), samples.lane(), sender, BatchLimits.USUAL)
        .carry(stretch, Long.MAX_VALUE, new TextNews(new PrintWriter(told)));

    assertThat(told.toString()).contains("executed already, by somebody else");
  }

  @Test
  void whatIsWrongIsSaid() {
    attester.serve();

    assertThat(run("chain-a/chain-c").exitCode()).isEqualTo(ExitCode.RETRY_WILL_NOT_HELP);
    assertThat(run("chain-a/chain-c").err()).contains("lane: found chain-a/chain-c");
    CommandLineRun noServer = deliver("--attester", "http://127.0.0.1:1");
    assertThat(noServer.exitCode()).isEqualTo(ExitCode.RETRY_WILL_NOT_HELP);
    assertThat(noServer.err()).contains("expected https://host:port");
    CommandLineRun silent =
        CommandLineRun.of(
            folder,
            "deliver",
            "chain-a/chain-b",
            "--config",
            config.toString(),
            "--key-file",
            key.toString(),
            "--attester",
            "https://127.0.0.1:1");
    assertThat(silent.exitCode()).isEqualTo(ExitCode.RETRY_MAY_HELP);
    assertThat(silent.err()).contains("attesters: found none that answers");
  }

  @Test
  void aBatchIsNoLargerThanATransactionCanBe() {
    List<Message> messages = new ArrayList<>();
    LaneHead head = samples.there().executed();
    LaneHead start = head;
    Message message = samples.there().log().messageAt(1);
    List<FinishedCheckpoint> signed = new ArrayList<>();
    for (int i = 1; i <= 2_000; i++) {
      messages.add(message);
      head = head.append(message);
      if (i % 500 == 0) {
        Checkpoint checkpoint =
            new Checkpoint(
                samples.there().lane(), start.nonce(), head.nonce(), head.head(), Holds.of(), 1);
        signed.add(
            new FinishedCheckpoint(
                checkpoint,
                FrostSignature.of(Secp256k1.generatorTimes(BigInteger.TWO), BigInteger.TEN)));
      }
    }
    Stretch stretch = new Stretch(start, messages, signed);

    NextBatch first = stretch.next(start.nonce(), Long.MAX_VALUE, BatchLimits.USUAL).orElseThrow();

    assertThat(first.messages()).hasSizeLessThanOrEqualTo(BatchLimits.USUAL.messagesMax());
    assertThat(first.rest()).hasSizeLessThanOrEqualTo(BatchLimits.TAIL_MAX);
    assertThat(first.checkpoint().nonce()).isEqualTo(start.nonce() + 500);
  }
}
