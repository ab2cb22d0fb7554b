package io.lockstep.app.bench.crypto;

/** How many must sign, and how many can; written as {@code 5-of-7}. */
record QuorumSize(int threshold, int participants) {

  static QuorumSize parse(String text) {
    String[] numbers = text.split("-of-", -1);
    return new QuorumSize(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
  }

  @Override
  public String toString() {
    return threshold + "-of-" + participants;
  }
}
