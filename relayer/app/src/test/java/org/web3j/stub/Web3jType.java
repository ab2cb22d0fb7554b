package org.web3j.stub;

/** Stands for any type of web3j, so that an offender needs no dependency on it. */
public interface Web3jType {}
