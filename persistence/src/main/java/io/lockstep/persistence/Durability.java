package io.lockstep.persistence;

/**
 * Whether what is committed in a session outlasts a crash of the server, by the server's word.
 *
 * @param fsync whether it waits for the disk
 * @param synchronousCommit whether a commit waits for what is written of it
 * @param fullPageWrites whether a page that was written half can be mended
 */
public record Durability(boolean fsync, boolean synchronousCommit, boolean fullPageWrites) {

  public static Durability of(Database database) {
    return new Durability(
        isNotOff(database, "fsync"),
        isNotOff(database, "synchronous_commit"),
        isNotOff(database, "full_page_writes"));
  }

  /** A commit may also wait for more than its own disk. */
  private static boolean isNotOff(Database database, String setting) {
    return !database
        .read(handle -> handle.createQuery("SHOW " + setting).mapTo(String.class).one())
        .equals("off");
  }

  public boolean isFull() {
    return fsync && synchronousCommit && fullPageWrites;
  }
}
