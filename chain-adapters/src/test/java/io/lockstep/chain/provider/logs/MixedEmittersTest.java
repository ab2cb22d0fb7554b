package io.lockstep.chain.provider.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.chain.gateway.GatewayEvent.MessageAppended;
import io.lockstep.chain.provider.Blocks;
import io.lockstep.chain.provider.SharedLane;
import io.lockstep.chain.provider.SourceLane;
import io.lockstep.chain.rpc.UnreadableAnswer;
import io.lockstep.core.domain.AppendedLog;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Message;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Rows 9 and 10: logs of other contracts in the very receipts in which the gateway logs, alike to
 * the last byte. What survives is what the gateway logged.
 */
@ExtendWith(SharedLane.class)
class MixedEmittersTest {

  private static final int FORGED = 6;

  private static LogFilter filter(SourceLane lane) {
    return new LogFilter(lane.gateway(), lane.lane().id());
  }

  /** A genuine message, and then receipts with a forged log and a genuine one each. */
  private static void forge(SourceLane lane) {
    lane.send(1);
    JsonNode genuine = asked(lane, filter(lane).within(0, tip(lane))).get(1);
    List<Hash32> topics =
        genuine
            .required("topics")
            .valueStream()
            .map(JsonNode::stringValue)
            .map(Hash32::fromHex)
            .toList();
    Bytes data = Bytes.fromHex(genuine.required("data").stringValue());
    for (int i = 0; i < FORGED; i++) {
      Hash32 nonce = Hash32.fromHex("0x%064x".formatted(i + 3));
      List<Hash32> forged = List.of(topics.get(0), topics.get(1), nonce, topics.get(3));
      lane.puppeteer()
          .send(
              lane.puppet()
                  .request(
                      forged,
                      data,
                      lane.message(
                          lane.gateway(), 200_000, Message.NO_DEADLINE, Bytes.fromHex("0x0" + i)),
                      1),
              "a forged log beside a genuine one");
    }
  }

  private static JsonNode asked(SourceLane lane, Map<String, Object> question) {
    return lane.chain().connection().ask("eth_getLogs", question);
  }

  private static long tip(SourceLane lane) {
    return lane.chain().latest().block().number();
  }

  private static JsonNode everything(SourceLane lane) {
    return asked(lane, Map.of("fromBlock", "0x0", "toBlock", Blocks.quantity(tip(lane))));
  }

  private static Stream<Message> genuine(SourceLane lane) {
    return lane.truth().stream().map(MessageAppended::message);
  }

  @Test
  void exactlyTheGatewaysOwnLogsSurvive(SourceLane lane) {
    forge(lane);

    List<AppendedLog> read =
        ReadLogs.by(new LogDecoder(filter(lane)))
            .of(asked(lane, filter(lane).within(0, tip(lane))));

    assertThat(read.stream().map(AppendedLog::message))
        .hasSize(2 + FORGED)
        .containsExactlyElementsOf(genuine(lane).toList());
  }

  @Test
  void nodeThatIgnoresTheFilterIsNotReadAtAll(SourceLane lane) {
    forge(lane);
    JsonNode everything = everything(lane);
    LogDecoder decoder = new LogDecoder(filter(lane));

    assertThatThrownBy(() -> ReadLogs.by(decoder).of(everything))
        .isInstanceOf(UnreadableAnswer.class)
        .hasMessageContaining(LogDefect.FOREIGN_ADDRESS.toString());
  }

  @Test
  void withoutLookingAtTheAddressForgedMessagesAreRead(SourceLane lane) {
    forge(lane);
    JsonNode logs = everything(lane);
    LogDecoder broken =
        new LogDecoder(filter(lane)) {
          @Override
          void requireAddress(Address found, Address gateway) {}
        };

    List<AppendedLog> read =
        logs.valueStream()
            .filter(log ->
                log.required("topics")
                    .get(0)
                    .stringValue()
                    .equals(LogFilter.MESSAGE_APPENDED.toString()))
            .flatMap(log -> ReadLogs.by(broken).of(array(log)).stream())
            .toList();

    assertThat(read).hasSize(2 + FORGED + FORGED);
  }

  private static JsonNode array(JsonNode log) {
    return JsonNodeFactory.instance.arrayNode().add(log);
  }
}
