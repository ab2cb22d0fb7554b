package io.lockstep.app.keys.ceremony;

import io.lockstep.protocol.Hash32;

/**
 * Where an attester is asked what, during a ceremony.
 *
 * @param agreement its hash, as a path: whoever has agreed to something else is told so
 */
record Routes(String agreement) {
  static final String PREFIX = "/v1/ceremony";

  static Routes pattern() {
    return new Routes("{agreement}");
  }

  static Routes of(Hash32 agreement) {
    return new Routes(agreement.toString());
  }

  String messages() {
    return under("messages");
  }

  String notices() {
    return under("notices");
  }

  String certificate(String terms) {
    return under("certificates/" + terms);
  }

  String offer() {
    return under("offer");
  }

  String answer() {
    return under("answer");
  }

  private String under(String name) {
    return PREFIX + "/" + agreement + "/" + name;
  }
}
