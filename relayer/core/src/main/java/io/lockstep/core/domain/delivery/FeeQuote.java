package io.lockstep.core.domain.delivery;

/**
 * What the chain asks for a unit of gas now.
 *
 * @param baseFeeWei of the next block; zero where there is none
 * @param tipWei what is given on top of it at present, or the whole price where there is no base
 *     fee
 */
public record FeeQuote(long baseFeeWei, long tipWei) {}
