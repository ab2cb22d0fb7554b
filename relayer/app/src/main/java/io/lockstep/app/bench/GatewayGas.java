package io.lockstep.app.bench;

import io.lockstep.app.testnet.Batch;
import io.lockstep.app.testnet.Direction;
import io.lockstep.app.testnet.SampleContracts;
import io.lockstep.app.testnet.Samples;
import io.lockstep.app.testnet.TwoChains;
import io.lockstep.chain.transaction.Receipt;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.CollateralKind;
import io.lockstep.protocol.CollateralPayload;
import io.lockstep.protocol.Holds;
import io.lockstep.protocol.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The gateway alone: messages as wide as collateral transfers, between contracts that only count.
 */
final class GatewayGas {

  /** Batch sizes; each is measured after smaller ones have warmed the lane. */
  private static final int[] SIZES = {1, 10, 50, 100};

  private static final Duration DEADLINE = Duration.ofHours(1);
  private static final byte REFUSED = (byte) 0xff;

  private final TwoChains chains;
  private final String suffix;
  private final Samples samples;
  private final Direction there;
  private final List<GasRow> rows = new ArrayList<>();
  private int transfers;

  GatewayGas(TwoChains chains, String suffix) {
    this.chains = chains;
    this.suffix = suffix;
    this.samples = chains.samples();
    this.there = samples.there();
  }

  List<GasRow> measure() {
    deliveries();
    add("send", 1, send());
    add("send_erc7786", 1, sendMessage());
    deliver(there);
    retry();
    voidMessage();
    return rows;
  }

  List<GasRow> measureDeliveries() {
    deliveries();
    return rows;
  }

  private void deliveries() {
    deliver(there);
    deliver(samples.back());
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
    deliver(samples.back());
  }

  private long sendRefused() {
    samples.send(Bytes.copyOf(new byte[] {REFUSED}), Message.NO_DEADLINE);
    return there.log().lastNonce();
  }

  private Receipt send() {
    return samples.send(payload(), chains.now().plus(DEADLINE).getEpochSecond());
  }

  private Receipt sendMessage() {
    SampleContracts source = samples.source();
    return source
        .end()
        .passerBy()
        .send(
            source.sendMessage(
                there.destination().abroad(samples.destination().recipient()),
                payload(),
                List.of()),
            "sendMessage");
  }

  private Receipt deliver(Direction direction) {
    Batch batch = direction.next(Holds.NONE);
    return direction.deliver(batch);
  }

  private void setRefusing(boolean refusing) {
    SampleContracts destination = samples.destination();
    destination.end().passerBy().send(destination.setRefusing(refusing), "setRefusing");
  }

  private void add(String path, int count, Receipt receipt) {
    rows.add(new GasRow(path + suffix, count, GasRow.WARM, receipt.gasUsed()));
  }

  private Bytes payload() {
    transfers++;
    Drawn drawn = Drawn.number(transfers);
    return new CollateralPayload(
            CollateralKind.CREDIT,
            samples.source().sender(),
            drawn.account(),
            drawn.amount(),
            drawn.account(),
            drawn.reference())
        .encode();
  }
}
