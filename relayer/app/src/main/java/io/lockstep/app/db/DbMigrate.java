package io.lockstep.app.db;

import io.lockstep.persistence.DatabaseSettings;
import io.lockstep.persistence.Migrations;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lockstep db migrate}: makes the schema what this version works with. */
@Command(
    name = "migrate",
    description =
        "Creates the schema of a relayer or an attester, or brings it up to this version.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "It creates the roles lockstep_daemon, lockstep_operator and lockstep_reader unless they are there;",
      "grant them to the users that the relayer, operators and dashboards log in as."
    })
final class DbMigrate implements Runnable {

  @Spec private CommandSpec spec;

  @Mixin private DatabaseAccess access;

  @Option(
      names = "--attester",
      description = "The schema of an attester, in a database that no relayer uses.")
  private boolean attester;

  @Override
  public void run() {
    DatabaseSettings owner = access.settings();
    Migrations migrations = attester ? Migrations.ofAttester(owner) : Migrations.ofRelayer(owner);
    List<String> done = migrations.migrate();
    migrations.requireExactly();
    PrintWriter out = spec.commandLine().getOut();
    if (done.isEmpty()) {
      out.printf("%s: nothing to do, the schema is up to date%n", access.url());
    } else {
      done.forEach(step -> out.printf("%s: done%n", step));
      out.printf("%s: the schema is up to date%n", access.url());
    }
  }
}
