package io.lockstep.chain.provider.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.gateway.GatewayEvent.MessageAppended;
import io.lockstep.chain.provider.SharedLane;
import io.lockstep.chain.provider.SourceLane;
import io.lockstep.chain.rpc.UnreadableAnswer;
import io.lockstep.core.domain.AppendedLog;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Message;
import io.lockstep.testkit.Seed;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Our decoding beside web3j's. */
@ExtendWith(SharedLane.class)
class LogDecoderTest {

  private static final int MESSAGES = 40;
  private static final int PAYLOAD_BYTES_MAX = 300;
  private static final int DAMAGED = 3_000;

  private static JsonNode logsOfRandomMessages(SourceLane lane, Seed seed) {
    Random random = seed.random();
    long inAnHour = lane.chain().latest().block().time().getEpochSecond() + 3_600;
    for (int i = 0; i < MESSAGES; i++) {
      byte[] recipient = new byte[Address.LENGTH];
      random.nextBytes(recipient);
      byte[] payload = new byte[random.nextInt(PAYLOAD_BYTES_MAX)];
      random.nextBytes(payload);
      lane.puppeteer()
          .send(
              lane.puppet()
                  .calling(
                      lane.message(
                          Address.of(recipient),
                          200_000 + random.nextInt(1_000_000),
                          random.nextBoolean()
                              ? Message.NO_DEADLINE
                              : inAnHour + random.nextInt(10_000),
                          Bytes.copyOf(payload)),
                      1),
              "a message of " + seed);
    }
    return logs(lane);
  }

  private static JsonNode logs(SourceLane lane) {
    long tip = lane.chain().latest().block().number();
    return lane.chain().connection().ask("eth_getLogs", filter(lane).within(0, tip));
  }

  private static LogFilter filter(SourceLane lane) {
    return new LogFilter(lane.gateway(), lane.lane().id());
  }

  @Test
  void readsTheSameAsWeb3j(SourceLane lane) {
    Seed seed = Seed.next();
    List<AppendedLog> read =
        ReadLogs.by(new LogDecoder(filter(lane))).of(logsOfRandomMessages(lane, seed));
    List<MessageAppended> truth = lane.truth();

    assertThat(read).as("%s", seed).hasSize(1 + MESSAGES).hasSameSizeAs(truth);
    for (int i = 0; i < read.size(); i++) {
      assertThat(read.get(i).nonce()).as("%s", seed).isEqualTo(truth.get(i).nonce());
      assertThat(read.get(i).message()).as("%s", seed).isEqualTo(truth.get(i).message());
      assertThat(read.get(i).place().block())
          .isEqualTo(lane.block(read.get(i).place().block().number()));
    }
  }

  /** Whatever a damaged log is read as, its data is the one form of that message. */
  @Test
  void damagedDataIsRefusedOrIsTheDataOfWhatWasRead(SourceLane lane) {
    Seed seed = Seed.next();
    Random random = seed.random();
    lane.send(1);
    JsonNode logs = logs(lane);
    String honest = logs.get(1).required("data").stringValue();
    int refused = 0;
    for (int i = 0; i < DAMAGED; i++) {
      int at = 2 + random.nextInt(honest.length() - 2);
      String damaged = honest.substring(0, at) + digit(random) + honest.substring(at + 1);
      ((ObjectNode) logs.get(1)).put("data", damaged);
      try {
        AppendedLog read = ReadLogs.by(new LogDecoder(filter(lane))).of(logs).get(1);
        assertThat(encoded(read.message())).as("%s, digit %d", seed, at).isEqualTo(damaged);
      } catch (UnreadableAnswer | JacksonException e) {
        refused++;
      }
    }
    assertThat(refused).as("%s", seed).isBetween(1, DAMAGED - 1);
  }

  private static char digit(Random random) {
    return Character.forDigit(random.nextInt(16), 16);
  }

  private static String encoded(Message message) {
    String content = message.record().toString().substring(2);
    int words = (content.length() + 63) / 64;
    return "0x%064x%64s%064x%064x%064x%s%s"
        .formatted(
            message.route().kind().code(),
            message.route().recipient().toString().substring(2),
            message.route().gasLimit(),
            128,
            content.length() / 2,
            content,
            "0".repeat(words * 64 - content.length()))
        .replace(' ', '0');
  }
}
