package io.lockstep.chain.provider.fault;

import java.io.IOException;

/** One way to answer a question, or not to. */
@FunctionalInterface
public interface Fault {
  void serve(Exchange exchange) throws IOException;
}
