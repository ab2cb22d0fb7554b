package io.lockstep.chain.gateway;

/** Whether an account may send on a lane, and whether it pays the lane's fee. */
public record SenderStatus(boolean allowed, boolean paysFee) {}
