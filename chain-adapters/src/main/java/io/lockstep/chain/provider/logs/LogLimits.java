package io.lockstep.chain.provider.logs;

/**
 * How much is asked for at once.
 *
 * @param blocksMax how many blocks a question may span; fewer as soon as a provider objects
 * @param recordBytesMax larger records are refused; no gateway takes them
 * @param branchBlocksMax how deep below a page's last block its logs are compared with the blocks
 *     that the provider has now
 */
public record LogLimits(long blocksMax, int recordBytesMax, int branchBlocksMax) {

  public static final LogLimits USUAL = new LogLimits(2_000, 128 * 1024, 128);

  public LogLimits {
    if (blocksMax < 1) {
      throw new IllegalArgumentException("blocksMax: found " + blocksMax + ", expected 1 or more");
    }
  }
}
