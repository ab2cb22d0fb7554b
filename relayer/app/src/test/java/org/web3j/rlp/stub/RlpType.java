package org.web3j.rlp.stub;

/** Stands for any type of web3j's RLP, so that an offender needs no dependency on it. */
public interface RlpType {}
