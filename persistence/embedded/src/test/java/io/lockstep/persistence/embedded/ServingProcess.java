package io.lockstep.persistence.embedded;

/** A program with a database of its own, that never ends by itself. */
final class ServingProcess {
  private ServingProcess() {}

  public static void main(String[] arguments) throws InterruptedException {
    EmbeddedDatabase database = EmbeddedDatabase.start();
    System.out.println(database.port() + " " + database.folder());
    Thread.currentThread().join();
  }
}
