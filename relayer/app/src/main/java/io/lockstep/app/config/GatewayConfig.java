package io.lockstep.app.config;

import io.lockstep.protocol.Address;
import io.lockstep.protocol.Hash32;

/**
 * A gateway, as the deployment wrote it down.
 *
 * @param codeHash of its code, which every proof must show
 * @param firstBlock nothing of it is older
 */
public record GatewayConfig(Address address, Hash32 codeHash, long firstBlock) {
  static Value<GatewayConfig> read(Section section) {
    var address = section.required("address", Scalar.address());
    var codeHash = section.required("code-hash", Scalar.hash());
    var firstBlock = section.required("first-block", Scalar.longNumber(0, Long.MAX_VALUE / 2));
    section.refuseUnknown();
    return Values.all(address, codeHash, firstBlock)
        .then(() -> new GatewayConfig(address.get(), codeHash.get(), firstBlock.get()));
  }
}
