package io.lockstep.protocol;

import static io.lockstep.protocol.ProtocolException.Code.INCONSISTENT;
import static io.lockstep.protocol.ProtocolException.Code.NOT_HEX;
import static io.lockstep.protocol.ProtocolException.Code.NOT_ON_CURVE;
import static io.lockstep.protocol.ProtocolException.Code.OUT_OF_ORDER;
import static io.lockstep.protocol.ProtocolException.Code.OUT_OF_RANGE;
import static io.lockstep.protocol.ProtocolException.Code.UNKNOWN;
import static io.lockstep.protocol.ProtocolException.Code.WRONG_LENGTH;
import static io.lockstep.protocol.Samples.ALICE;
import static io.lockstep.protocol.Samples.BATCH;
import static io.lockstep.protocol.Samples.GATEWAY_A;
import static io.lockstep.protocol.Samples.GATEWAY_B;
import static io.lockstep.protocol.Samples.HASH;
import static io.lockstep.protocol.Samples.LANE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lockstep.protocol.ProtocolException.Code;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class InvalidValuesTest {
  @Test
  void textThatIsNotHex() {
    refused(NOT_HEX, "found \"12\"", () -> Bytes.fromHex("12"));
    refused(NOT_HEX, "found \"0x1\"", () -> Bytes.fromHex("0x1"));
    refused(NOT_HEX, "found \"0xzz\"", () -> Bytes.fromHex("0xzz"));
    refused(NOT_HEX, "found \"\"", () -> Address.fromHex(""));
  }

  @Test
  void widthsThatAreNotTheirs() {
    refused(
        WRONG_LENGTH,
        "bytes32: found 31 bytes, expected 32",
        () -> Hash32.fromHex("0x" + "00".repeat(31)));
    refused(WRONG_LENGTH, "bytes32: found 33 bytes", () -> Hash32.of(new byte[33]));
    refused(WRONG_LENGTH, "address: found 32 bytes, expected 20", () -> Address.of(new byte[32]));
  }

  @Test
  void chainIdsOutsideOf64Bits() {
    refused(OUT_OF_RANGE, "chain id: found 0", () -> ChainId.of(0));
    refused(OUT_OF_RANGE, "chain id: found -1", () -> ChainId.of(-1));
    refused(OUT_OF_RANGE, "chain id", () -> new ChainId(BigInteger.TWO.pow(64)));
    assertThat(new ChainId(BigInteger.TWO.pow(64).subtract(BigInteger.ONE))).isNotNull();
  }

  @Test
  void lanesThatLeadNowhere() {
    InteroperableAddress nobody = new InteroperableAddress(ChainId.of(9), Address.ZERO);
    Channel channel = new Channel(HASH);

    refused(INCONSISTENT, "destination chain", () -> new Lane(GATEWAY_A, GATEWAY_A, channel));
    refused(OUT_OF_RANGE, "source gateway", () -> new Lane(nobody, GATEWAY_B, channel));
    refused(OUT_OF_RANGE, "destination gateway", () -> new Lane(GATEWAY_A, nobody, channel));
  }

  @Test
  void noncesBeforeTheFirstAndBeyondTheLast() {
    refused(OUT_OF_RANGE, "nonce: found 0, expected 1 to", () -> MessageId.of(LANE, 0));
    refused(OUT_OF_RANGE, "found 9223372036854775808", () -> MessageId.of(LANE, Long.MIN_VALUE));
    refused(OUT_OF_RANGE, "nonce", () -> new LaneHead(-1, HASH));
    refused(
        OUT_OF_RANGE, "room for one more", () -> new LaneHead(Long.MAX_VALUE, HASH).append(HASH));
    refused(OUT_OF_RANGE, "voided message", () -> new Voided(LANE, 0, Bytes.EMPTY));
  }

  @Test
  void codesThatMeanNothing() {
    refused(UNKNOWN, "route kind: found 0, expected 1 to 4", () -> RouteKind.ofCode(0));
    refused(UNKNOWN, "route kind: found 5", () -> RouteKind.ofCode(5));
    refused(UNKNOWN, "decision: found 0, expected 1 or 2", () -> Decision.ofCode(0));
    refused(UNKNOWN, "decision: found 3", () -> Decision.ofCode(3));
    refused(UNKNOWN, "collateral kind: found 4, reserved", () -> CollateralKind.ofCode(4));
    refused(UNKNOWN, "collateral kind: found 0", () -> CollateralKind.ofCode(0));
  }

  @Test
  void routesAndMessagesThatNoGatewayAppends() {
    Route hello = new Route(RouteKind.HELLO, ALICE, ALICE, 0);
    Route voided = new Route(RouteKind.VOIDED, ALICE, ALICE, 5);
    Bytes helloPayload = new Hello(1, 2, 3).encode();
    Bytes voidedPayload = new Voided(LANE, 1, Bytes.EMPTY).encode();

    refused(OUT_OF_RANGE, "gas limit", () -> new Route(RouteKind.BATCH, ALICE, ALICE, -1));
    refused(INCONSISTENT, "HELLO", () -> new Route(RouteKind.HELLO, ALICE, ALICE, 1));
    refused(OUT_OF_RANGE, "deadline", () -> new Message(BATCH, -1, Bytes.EMPTY));
    refused(INCONSISTENT, "deadline of a HELLO", () -> new Message(hello, 1, helloPayload));
    refused(WRONG_LENGTH, "HELLO payload", () -> new Message(hello, 0, Bytes.EMPTY));
    refused(INCONSISTENT, "deadline of a VOIDED", () -> new Message(voided, 1, voidedPayload));
    refused(WRONG_LENGTH, "VOIDED payload", () -> new Message(voided, 0, Bytes.EMPTY));
    refused(
        WRONG_LENGTH,
        "record: found 7 bytes, expected at least 8",
        () -> Message.ofRecord(BATCH, Bytes.copyOf(new byte[7])));
  }

  @Test
  void runsOfMessagesThatDoNotBelongTogether() {
    Message message = new Message(BATCH, 0, Bytes.EMPTY);
    Message wider = new Message(BATCH, 0, Bytes.copyOf(new byte[1]));
    Message elsewhere = new Message(new Route(RouteKind.BATCH, ALICE, ALICE, 7), 0, Bytes.EMPTY);

    refused(OUT_OF_RANGE, "count of messages in a run: found 0", () -> Run.of(List.of()));
    refused(OUT_OF_RANGE, "found 257", () -> Run.of(Collections.nCopies(257, message)));
    refused(INCONSISTENT, "message in a run", () -> Run.of(List.of(message, wider)));
    refused(INCONSISTENT, "message in a run", () -> Run.of(List.of(message, elsewhere)));
  }

  @Test
  void runWithARecordThatIsNoMessage() {
    Bytes records = Bytes.fromHex("0x" + "00".repeat(8) + "ff".repeat(8));

    refused(OUT_OF_RANGE, "deadline", () -> new Run(BATCH, 8, records));
  }

  @Test
  void payloadFieldsOutOfTheirWidth() {
    long tooWide = 1L << 32;
    BigInteger tooMuch = BigInteger.TWO.pow(128);

    refused(OUT_OF_RANGE, "gasLimitMax", () -> new Hello(-1, 0, 0));
    refused(OUT_OF_RANGE, "payloadBytesMax", () -> new Hello(0, tooWide, 0));
    refused(OUT_OF_RANGE, "voidedGasLimit", () -> new Hello(0, 0, tooWide));
    refused(OUT_OF_RANGE, "amount", () -> credit(ALICE, tooMuch, ALICE));
    refused(OUT_OF_RANGE, "amount", () -> credit(ALICE, BigInteger.ZERO, ALICE));
    refused(OUT_OF_RANGE, "amount", () -> credit(ALICE, BigInteger.ONE.negate(), ALICE));
    refused(OUT_OF_RANGE, "account", () -> credit(Address.ZERO, BigInteger.ONE, ALICE));
    refused(OUT_OF_RANGE, "refund address", () -> credit(ALICE, BigInteger.ONE, Address.ZERO));
  }

  private static CollateralPayload credit(Address account, BigInteger amount, Address refund) {
    return new CollateralPayload(
        CollateralKind.CREDIT, ALICE, account, amount, refund, Hash32.ZERO);
  }

  @Test
  void holdsThatDoNotRise() {
    refused(OUT_OF_ORDER, "held nonce: found 2, expected more than 2", () -> Holds.of(1, 2, 2));
    refused(OUT_OF_ORDER, "found 1, expected more than 2", () -> Holds.of(2, 1));
    refused(OUT_OF_RANGE, "held nonce", () -> Holds.of(0));
    refused(OUT_OF_RANGE, "held nonce", () -> Holds.of(5, -1));
  }

  @Test
  void statementsThatVouchForNothing() {
    refused(INCONSISTENT, "from: found 5, expected less than nonce 5", () -> checkpoint(5, 5));
    refused(OUT_OF_RANGE, "from", () -> checkpoint(-1, 5));
    refused(OUT_OF_RANGE, "nonce", () -> checkpoint(0, 0));
    refused(OUT_OF_RANGE, "found 2, expected 3 to 5", () -> checkpoint(2, 5, 2));
    refused(OUT_OF_RANGE, "found 6, expected 3 to 5", () -> checkpoint(2, 5, 3, 6));
    refused(
        OUT_OF_RANGE, "key epoch: found 0", () -> new Checkpoint(LANE, 0, 1, HASH, Holds.NONE, 0));
    refused(OUT_OF_RANGE, "nonce", () -> new Ruling(LANE, 0, HASH, Decision.VOID, 1));
    refused(OUT_OF_RANGE, "key epoch", () -> new Ruling(LANE, 1, HASH, Decision.VOID, 0));
    refused(OUT_OF_RANGE, "key epoch", () -> new KeyEpoch(0, Samples.key()));
  }

  private static Checkpoint checkpoint(long from, long nonce, long... holds) {
    return new Checkpoint(LANE, from, nonce, HASH, Holds.of(holds), 1);
  }

  @Test
  void numbersThatAreNoKeyAndNoSignature() {
    GroupKey key = Samples.key();
    BigInteger one = BigInteger.ONE;

    refused(NOT_ON_CURVE, "a point of secp256k1", () -> new GroupKey(key.px(), one));
    refused(OUT_OF_RANGE, "px", () -> new GroupKey(Secp256k1.ORDER, key.py()));
    refused(OUT_OF_RANGE, "y-coordinate", () -> new CurvePoint(key.px(), Secp256k1.FIELD));
    refused(OUT_OF_RANGE, "z", () -> FrostSignature.of(key.point(), BigInteger.ZERO));
    refused(OUT_OF_RANGE, "z", () -> FrostSignature.of(key.point(), Secp256k1.ORDER));
    refused(OUT_OF_RANGE, "scalar", () -> Secp256k1.generatorTimes(Secp256k1.ORDER));
    refused(OUT_OF_RANGE, "uint256", () -> new Keccak256().word(BigInteger.TWO.pow(256)).finish());
  }

  private static void refused(Code code, String text, ThrowingCallable attempt) {
    ProtocolException refusal = catchThrowableOfType(ProtocolException.class, attempt);
    assertThat(refusal).as("refusal").isNotNull().hasMessageContaining(text);
    assertThat(refusal.code()).isEqualTo(code);
  }
}
