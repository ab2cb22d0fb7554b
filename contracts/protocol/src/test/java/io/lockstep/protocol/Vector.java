package io.lockstep.protocol;

import java.math.BigInteger;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * One row of the vector file. Bytes are 0x and hexadecimal digits, numbers either that or decimal.
 */
record Vector(JsonNode row) {
  String text(String field) {
    return row.required(field).asString();
  }

  List<String> texts(String field) {
    return row.required(field).valueStream().map(JsonNode::asString).toList();
  }

  Bytes bytes(String field) {
    return Bytes.fromHex(text(field));
  }

  Hash32 hash(String field) {
    return Hash32.fromHex(text(field));
  }

  List<Hash32> hashes(String field) {
    return texts(field).stream().map(Hash32::fromHex).toList();
  }

  LaneId lane(String field) {
    return LaneId.fromHex(text(field));
  }

  Address address(String field) {
    return Address.fromHex(text(field));
  }

  BigInteger number(String field) {
    String text = text(field);
    return text.startsWith("0x") ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
  }

  long uint64(String field) {
    return number(field).longValueExact();
  }

  int integer(String field) {
    return number(field).intValueExact();
  }

  ChainId chain(String field) {
    return new ChainId(number(field));
  }

  Route route() {
    return new Route(
        RouteKind.ofCode(integer("kind")),
        address("sender"),
        address("recipient"),
        uint64("gasLimit"));
  }

  Message message() {
    return new Message(route(), uint64("deadline"), bytes("payload"));
  }

  InteroperableAddress interoperable(String chain, String account) {
    return new InteroperableAddress(chain(chain), address(account));
  }

  DomainSeparator domain() {
    return DomainSeparator.of(interoperable("chainId", "gateway"));
  }

  GroupKey key() {
    return new GroupKey(number("px"), number("py"));
  }

  FrostSignature signature() {
    return new FrostSignature(number("rx"), number("ry"), number("z"));
  }

  /** Short enough for the name of a test. */
  @Override
  public String toString() {
    String text = row.has("reason") ? text("reason") : row.toString();
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }
}
