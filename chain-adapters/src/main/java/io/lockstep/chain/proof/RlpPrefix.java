package io.lockstep.chain.proof;

/** The first byte of an item: what kind of item it is, and how long, or how long its length is. */
final class RlpPrefix {

  static final int STRING = 0x80;
  static final int LONG_STRING = 0xb7;
  static final int LIST = 0xc0;
  static final int LONG_LIST = 0xf7;

  /** The longest item whose length fits into the first byte. */
  static final int SHORT_LENGTH_MAX = 55;

  private RlpPrefix() {}
}
