package io.lockstep.app.bench;

import io.lockstep.app.demo.Batch;
import io.lockstep.app.demo.Direction;
import io.lockstep.app.demo.SampleContracts;
import io.lockstep.app.demo.TwoChains;
import io.lockstep.chain.transaction.Receipt;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.CollateralKind;
import io.lockstep.protocol.CollateralPayload;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.Keccak256;
import io.lockstep.protocol.Message;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures what whole transactions cost on Anvil once a lane is in use: every slot that a delivery
 * writes has been written before. The messages are as wide as collateral transfers; the recipient
 * only counts, so what is measured is the gateway's own share.
 */
public final class GasBench {

  /** Batch sizes; each is measured after smaller ones have warmed the lane. */
  private static final int[] SIZES = {1, 10, 50, 100};

  private static final String WARM = "warm";
  private static final Duration DEADLINE = Duration.ofHours(1);
  private static final byte REFUSED = (byte) 0xff;

  private final TwoChains chains;
  private final String suffix;
  private final Direction there;
  private final SampleContracts source;
  private final SampleContracts destination;
  private final List<GasRow> rows = new ArrayList<>();
  private int transfers;

  private GasBench(TwoChains chains, String suffix) {
    this.chains = chains;
    this.suffix = suffix;
    this.there = chains.there();
    this.source = new SampleContracts(there.source());
    this.destination = new SampleContracts(there.destination());
  }

  /**
   * All rows: first as users pay today, then the deliveries again before EIP-7623. Since prague a
   * transaction pays at least 10 gas for a zero byte of its data and 40 for another, and with a
   * recipient that only counts it is this floor that decides, not what the gateway does.
   */
  public static List<GasRow> measure() {
    List<GasRow> rows = new ArrayList<>();
    try (TwoChains chains = TwoChains.start("prague")) {
      GasBench bench = new GasBench(chains, "");
      bench.deliveries();
      bench.others();
      rows.addAll(bench.rows);
    }
    try (TwoChains chains = TwoChains.start("cancun")) {
      GasBench bench = new GasBench(chains, "_without_floor");
      bench.deliveries();
      rows.addAll(bench.rows);
    }
    return List.copyOf(rows);
  }

  private void deliveries() {
    chains.directions().forEach(this::deliver);
    send();
    sendMessage();
    deliver(there);
    for (int size : SIZES) {
      for (int i = 0; i < size; i++) {
        send();
      }
      add("deliver", size, deliver(there));
    }
    for (int size : SIZES) {
      for (int i = 0; i < size; i++) {
        sendMessage();
      }
      add("deliver_erc7786", size, deliver(there));
    }
  }

  private void others() {
    add("send", 1, send());
    add("send_erc7786", 1, sendMessage());
    deliver(there);
    retry();
    voidMessage();
  }

  /** The first retry and the first void warm what they write; the second is measured. */
  private void retry() {
    setRefusing(true);
    long first = sendRefused();
    long second = sendRefused();
    deliver(there);
    setRefusing(false);
    there.retry(first);
    add("retry", 1, there.retry(second));
  }

  private void voidMessage() {
    send();
    send();
    chains.advanceTime(DEADLINE.plusMinutes(1));
    long last = there.log().lastNonce();
    deliver(there);
    there.voidMessage(last - 1);
    add("void", 1, there.voidMessage(last));
    deliver(chains.back());
  }

  private long sendRefused() {
    there.send(Bytes.copyOf(new byte[] {REFUSED}), Message.NO_DEADLINE);
    return there.log().lastNonce();
  }

  private Receipt send() {
    return there.send(payload(), chains.now().plus(DEADLINE).getEpochSecond());
  }

  private Receipt sendMessage() {
    return there
        .source()
        .owner()
        .send(
            source.sendMessage(there.destination().abroad(there.recipient()), payload(), List.of()),
            "sendMessage");
  }

  private Receipt deliver(Direction direction) {
    Batch batch = direction.next(Holds.NONE);
    return direction.deliver(batch);
  }

  private void setRefusing(boolean refusing) {
    there.destination().owner().send(destination.setRefusing(refusing), "setRefusing");
  }

  private void add(String path, int count, Receipt receipt) {
    rows.add(new GasRow(path + suffix, count, WARM, receipt.gasUsed()));
  }

  /** As a transfer of an eighteen-decimals token looks: another account and amount each time. */
  private Bytes payload() {
    transfers++;
    Bytes random = Keccak256.ofText("transfer " + transfers).bytes();
    Address account = Address.of(random.slice(0, Address.LENGTH).toArray());
    BigInteger amount = new BigInteger(1, random.slice(Address.LENGTH, Long.BYTES).toArray());
    return new CollateralPayload(
            CollateralKind.CREDIT,
            there.source().sampleSender(),
            account,
            amount.add(BigInteger.ONE),
            account,
            reference(transfers))
        .encode();
  }

  private static Hash32 reference(int number) {
    return Hash32.of(ByteBuffer.allocate(Hash32.LENGTH).putInt(28, number).array());
  }
}
