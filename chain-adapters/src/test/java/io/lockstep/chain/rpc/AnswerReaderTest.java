package io.lockstep.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class AnswerReaderTest {

  private static final AnswerReader<Long> READER =
      new AnswerReader<>(in -> JsonValues.quantity(in, "number"));

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'jsonrpc':'2.0','id':7,'result':'0x2a'}",
        "{'result':'0x2a','id':7}",
        "{'id':7,'result':'0x2A','error':null,'more':{'a':[1]}}",
        "{'id':7,'result':'0x000000000000000000000000000000000000000000000000000000000000002a'}"
      })
  void resultIsReadWhereverItStands(String answer) {
    assertThat(READER.readOne(bytes(answer), 7)).isEqualTo(new Reply.Result<>(42L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'id':7,'error':{'code':-5,'message':'no','data':{'x':1}}}",
        "{'error':{'code':-5,'message':'no'},'id':null}"
      })
  void refusalIsReadEvenIfItNamesNoQuestion(String answer) {
    assertThat(READER.readOne(bytes(answer), 7)).isEqualTo(new Reply.Refused<>(-5, "no"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{'id':7}",
        "{'id':8,'result':'0x2a'}",
        "{'result':'0x2a'}",
        "{'id':'7','result':'0x2a'}",
        "{'id':7,'result':'0x2a','result':'0x2b'}",
        "{'id':7,'result':'0x2a'} {'id':7}",
        "{'id':7,'result':'2a'}",
        "{'id':7,'result':'0x'}",
        "{'id':7,'result':'0xg0'}",
        "{'id':7,'result':'0x8000000000000000'}",
        "{'id':7,'result':42}",
        "{'id':7,'result':'0x2a'"
      })
  void anythingElseIsUnreadable(String answer) {
    assertThatThrownBy(() -> READER.readOne(bytes(answer), 7))
        .isInstanceOfAny(UnreadableAnswer.class, JacksonException.class);
  }

  @Test
  void batchIsPutIntoTheOrderOfItsQuestions() {
    assertThat(
            READER.readBatch(
                bytes("[{'id':4,'result':'0x4'},{'id':3,'error':{'code':1,'message':'no'}}]"),
                3,
                2))
        .isEqualTo(List.of(new Reply.Refused<Long>(1, "no"), new Reply.Result<>(4L)));
  }

  @Test
  void errorInsteadOfABatchIsOneForAll() {
    assertThat(READER.readBatch(bytes("{'error':{'code':1,'message':'no'}}"), 3, 2))
        .isEqualTo(List.of(new Reply.Refused<Long>(1, "no"), new Reply.Refused<Long>(1, "no")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[{'id':3,'result':'0x3'}]",
        "[{'id':3,'result':'0x3'},{'id':3,'result':'0x3'}]",
        "[{'id':3,'result':'0x3'},{'id':5,'result':'0x3'}]",
        "[{'id':3,'result':'0x3'},{'id':4,'result':'0x3'},{'id':5,'result':'0x3'}]",
        "{'id':3,'result':'0x3'}"
      })
  void batchMustAnswerEachQuestionOnce(String answer) {
    assertThatThrownBy(() -> READER.readBatch(bytes(answer), 3, 2))
        .isInstanceOf(UnreadableAnswer.class);
  }

  @Test
  void errorOfAServerControlsNoTerminal() {
    assertThat(
            READER.readOne(bytes("{'error':{'code':1,'message':'\\u001b[2Jno\\u009b1A\\n'}}"), 7))
        .isEqualTo(new Reply.Refused<>(1, "·[2Jno·1A·"));
    assertThat(READER.readOne(bytes("{'error':'\\u202eon'}"), 7))
        .isEqualTo(new Reply.Refused<>(0, "·on"));
  }

  @Test
  void valueThatIsQuotedControlsNoTerminal() {
    assertThatThrownBy(() -> READER.readOne(bytes("{'id':7,'result':'\\u001b]0;x\\u0007'}"), 7))
        .hasMessageContaining("found \"·]0;x·\"");
  }

  @Test
  void bodyThatIsQuotedControlsNoTerminal() {
    assertThat(HttpExchange.quote(bytes(" <b>\r\n\u001b[31m\u0000\u0085 no </b>")))
        .isEqualTo("<b> ·[31m·· no </b>");
    assertThat(HttpExchange.quote(bytes("x".repeat(199) + "\ud83d\ude00")))
        .isEqualTo("x".repeat(199) + "·…");
  }
}
