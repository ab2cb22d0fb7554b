package io.lockstep.app.prove.attest;

import io.lockstep.protocol.Address;
import io.lockstep.protocol.CollateralKind;
import io.lockstep.protocol.CollateralPayload;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.LaneId;
import io.lockstep.protocol.Message;
import io.lockstep.protocol.Route;
import io.lockstep.protocol.RouteKind;
import io.lockstep.protocol.Voided;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;

/** What travels: transfers of collateral, some of which reach accounts that somebody suspects. */
final class Transfers {
  /** Whom an attester may suspect. */
  static final List<Address> SUSPECTS = List.of(address("51"), address("52"), address("53"));

  /** So that no attester's honest holds are ever over its quota with the others. */
  static final int SUSPICIOUS_MAX = 8;

  private static final Address TOKEN = address("70");
  private static final Address VAULT = address("71");
  private static final Address LEDGER = address("72");
  private static final Address HOLDER = address("73");
  private static final Address THIEF = address("66");
  private static final Route ROUTE = new Route(RouteKind.BATCH, VAULT, LEDGER, 100_000);
  private static final Route REFUND = new Route(RouteKind.VOIDED, LEDGER, VAULT, 100_000);

  private final Random random;
  private int suspicious;
  private long count;

  Transfers(Random random) {
    this.random = random;
  }

  private static Address address(String digits) {
    return Address.fromHex("0x" + digits.repeat(Address.LENGTH));
  }

  Message next() {
    boolean toSuspect = suspicious < SUSPICIOUS_MAX && random.nextInt(3) == 0;
    if (toSuspect) {
      suspicious++;
    }
    return to(toSuspect ? SUSPECTS.get(random.nextInt(SUSPECTS.size())) : HOLDER);
  }

  /** What nobody sent. */
  Message forged() {
    return to(THIEF);
  }

  private Message to(Address account) {
    Hash32 reference = Keccak256.ofText("transfer " + count++);
    CollateralPayload payload =
        new CollateralPayload(
            CollateralKind.CREDIT, TOKEN, account, BigInteger.TEN, account, reference);
    return new Message(ROUTE, Message.NO_DEADLINE, payload.encode());
  }

  /** What the destination sends when it will never deliver the message. */
  static Message refund(LaneId lane, long nonce, Message of) {
    return new Message(REFUND, Message.NO_DEADLINE, new Voided(lane, nonce, of.payload()).encode());
  }
}
