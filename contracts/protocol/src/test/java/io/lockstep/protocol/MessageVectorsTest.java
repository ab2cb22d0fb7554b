package io.lockstep.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class MessageVectorsTest {
  @Test
  void typeHashesAreTheOnesOnChain() {
    Vector constants = VectorFile.constants();

    assertThat(Route.ROUTE_TYPE).isEqualTo(constants.hash("ROUTE_TYPE"));
    assertThat(Message.MESSAGE_TYPE).isEqualTo(constants.hash("MESSAGE_TYPE"));
  }

  @ParameterizedTest
  @VectorSource("routes")
  void routeHashCoversTheWholeRoute(Vector vector) {
    assertThat(vector.route().hash()).isEqualTo(vector.hash("routeHash"));
  }

  @ParameterizedTest
  @VectorSource("messages")
  void messageHashCoversRouteAndRecord(Vector vector) {
    Message message = vector.message();

    assertThat(message.record()).isEqualTo(vector.bytes("record"));
    assertThat(message.route().hash()).isEqualTo(vector.hash("routeHash"));
    assertThat(message.hash()).isEqualTo(vector.hash("messageHash"));
  }

  @ParameterizedTest
  @VectorSource("messages")
  void recordOfALogReadsBackAsTheMessage(Vector vector) {
    Message message = Message.ofRecord(vector.route(), vector.bytes("record"));

    assertThat(message).isEqualTo(vector.message());
  }

  @ParameterizedTest
  @VectorSource("recordFields")
  void recordHasItsFieldsWhereTheTableSays(Vector field) {
    VectorFile.rows("messages")
        .forEach(vector -> {
          Bytes found = Fields.cut(vector.message().record(), field);
          Bytes expected = Fields.value(vector, field);
          assertThat(found).isEqualTo(expected);
        });
  }

  @ParameterizedTest
  @VectorSource("runs")
  void runUnpacksToItsMessages(Vector vector) {
    Run run = new Run(vector.route(), vector.integer("width"), vector.bytes("records"));

    assertThat(run.count()).isEqualTo(vector.integer("count"));
    assertThat(run.messageHashes()).isEqualTo(vector.hashes("messageHashes"));
    assertThat(run.messages().stream().map(Message::hash)).isEqualTo(run.messageHashes());
    assertThat(Run.of(run.messages())).isEqualTo(run);
  }

  @ParameterizedTest
  @VectorSource("runsInvalid")
  void malformedRunIsRefused(Vector vector) {
    Route route = VectorFile.rows("routes").findFirst().orElseThrow().route();

    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> new Run(route, vector.integer("width"), vector.bytes("records")));
  }
}
