package io.lockstep.app;

import picocli.CommandLine.IVersionProvider;

/** The version, as the build wrote it into the jar's manifest. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Lockstep.class.getPackage().getImplementationVersion();
    String java = "Java " + Runtime.version();
    // Classes run from a folder, as tests and editors do, have no manifest.
    return new String[] {"lockstep " + (version == null ? "(not packaged)" : version), java};
  }
}
