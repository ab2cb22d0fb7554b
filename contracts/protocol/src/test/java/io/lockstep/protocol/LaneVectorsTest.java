package io.lockstep.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;

class LaneVectorsTest {
  @ParameterizedTest
  @VectorSource("laneIds")
  void laneIdNamesBothGatewaysAndTheChannel(Vector vector) {
    Lane lane =
        new Lane(
            vector.interoperable("sourceChainId", "sourceGateway"),
            vector.interoperable("destinationChainId", "destinationGateway"),
            new Channel(vector.hash("channel")));

    assertThat(lane.id()).isEqualTo(vector.lane("laneId"));
    assertThat(lane.paired().id()).isEqualTo(vector.lane("pairedLaneId"));
    assertThat(lane.paired().paired()).isEqualTo(lane);
  }

  @ParameterizedTest
  @VectorSource("messageIds")
  void messageIdNamesLaneAndNonce(Vector vector) {
    MessageId id = MessageId.of(vector.lane("lane"), vector.uint64("nonce"));

    assertThat(id.value()).isEqualTo(vector.hash("messageId"));
  }

  @ParameterizedTest
  @VectorSource("headChains")
  void headChainsEveryMessageToTheLane(Vector vector) {
    LaneHead head = LaneHead.genesis(vector.lane("lane"));
    List<Hash32> heads = new ArrayList<>();
    for (Hash32 messageHash : vector.hashes("messageHashes")) {
      head = head.append(messageHash);
      heads.add(head.head());
    }

    assertThat(heads).isEqualTo(vector.hashes("heads"));
    assertThat(head.nonce()).isEqualTo(heads.size());
  }
}
