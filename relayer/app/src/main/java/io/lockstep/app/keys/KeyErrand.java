package io.lockstep.app.keys;

import io.lockstep.app.CliException;
import io.lockstep.app.ExitCode;
import io.lockstep.app.keys.ceremony.Agreement;
import io.lockstep.app.keys.ceremony.Held;
import io.lockstep.app.keys.ceremony.NetworkedCeremony;
import io.lockstep.app.keys.ceremony.Seat;
import io.lockstep.app.secret.Passphrase;
import io.lockstep.attestation.AttestationException;
import io.lockstep.attestation.frost.Identifier;
import io.lockstep.attestation.roster.IdentitySigner;
import io.lockstep.attestation.roster.Roster;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.function.Function;

/** What an attester does together with all others: it is the same for every command that does. */
record KeyErrand(SeatOptions options, Passphrase passphrase, PrintWriter out) {
  KeyFolder root() {
    return new KeyFolder(options.folder());
  }

  KeptKeys keys(KeyFolder files, Roster roster) {
    return new KeptKeys(
        root(),
        files,
        options.attester(),
        roster,
        Sealing.standard(passphrase, new SecureRandom()));
  }

  int run(KeptKeys keys, Function<KeptKeys, Agreement> agreed) {
    try {
      Agreement agreement = agreed.apply(keys);
      Seat seat = seat(keys);
      // Nothing is begun with terms that no ceremony takes.
      agreement.requireSound();
      KeyFolder.create(keys.files().path());
      Held held = NetworkedCeremony.hold(agreement, seat, options.limits(), this::tell);
      new HeldReport(out).tell(held, keys);
      return held.unstored().isEmpty() ? ExitCode.DONE : ExitCode.RETRY_MAY_HELP;
    } catch (AttestationException e) {
      throw CliException.permanent("%s: %s".formatted(options.folder(), e.getMessage()));
    }
  }

  private Seat seat(KeptKeys keys) {
    Identifier attester = keys.attester();
    IdentitySigner identity = keys.files().readIdentity(attester, keys.roster(), passphrase);
    return new Seat(
        attester,
        identity,
        options.listenAt(keys.roster().member(attester).address()),
        keys,
        keys.sealing().random());
  }

  private void tell(String line) {
    synchronized (out) {
      out.println("  " + line);
      out.flush();
    }
  }
}
