package io.lockstep.core.domain;

import io.lockstep.protocol.Message;

/** A message as one provider says the source gateway logged it. Nothing of it is believed yet. */
public record AppendedLog(long nonce, Message message, LogPlace place) {}
