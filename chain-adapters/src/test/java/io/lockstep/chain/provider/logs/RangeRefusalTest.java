package io.lockstep.chain.provider.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.rpc.Reply;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As nodes and services have been seen to say it. */
class RangeRefusalTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-32005 | query returned more than 10000 results. Try with this block range [0x1, 0x2].",
        "-32602 | Log response size exceeded. You can make eth_getLogs requests with up to a 2K block range",
        "-32602 | query exceeds max results 20000, retry with the range 100-200",
        "-32600 | eth_getLogs is limited to a 10,000 range",
        "-32600 | You can make eth_getLogs requests with up to a 500 block range.",
        "-32000 | exceed maximum block range: 5000",
        "-32000 | requested too many blocks from 1 to 9999, maximum is set to 2048",
        "-32000 | block range is too wide",
        "-32000 | block range too large, range: 20000, max: 10000",
        "-32000 | Block range limit exceeded. See more details at https://docs.example/",
        "-32701 | Please limit the query to at most 1000 blocks",
        "-32000 | logs matched by query exceeds limit of 10000",
        "-32000 | too many logs, try a smaller range",
        "-32008 | Response is too big",
        "-32020 | backend response too large",
        "-32000 | query timeout exceeded",
        "-32000 | context deadline exceeded",
        "-32005 | limit exceeded"
      })
  void tooMuch(int code, String message) {
    assertThat(RangeRefusal.of(new Reply.Refused<>(code, message)))
        .isEqualTo(RangeRefusal.TOO_MUCH);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-32005 | daily request count exceeded, request rate limited",
        "429 | Your app has exceeded its compute units per second capacity",
        "-32029 | Too Many Requests",
        "-32000 | monthly quota used up"
      })
  void tooOften(int code, String message) {
    assertThat(RangeRefusal.of(new Reply.Refused<>(code, message)))
        .isEqualTo(RangeRefusal.TOO_OFTEN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"-32601 | the method eth_getLogs does not exist", "-32000 | header not found"})
  void other(int code, String message) {
    assertThat(RangeRefusal.of(new Reply.Refused<>(code, message))).isEqualTo(RangeRefusal.OTHER);
  }
}
