package io.lockstep.chain.deploy.plan;

import io.lockstep.protocol.Address;

/** An account that may send on a lane. */
public record AllowedSender(Address sender, boolean paysFee) {}
