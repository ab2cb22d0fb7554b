package io.lockstep.app.bench.crypto;

/**
 * How long one operation took with a quorum of one size.
 *
 * @param microseconds the median of many single runs, which a busy neighbour hardly moves
 * @param mean in microseconds as well; collections of garbage and interruptions are in it
 */
record CryptoRow(String operation, QuorumSize quorum, double microseconds, double mean) {}
