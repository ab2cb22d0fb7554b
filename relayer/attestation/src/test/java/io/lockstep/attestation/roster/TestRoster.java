package io.lockstep.attestation.roster;

import io.lockstep.attestation.frost.Identifier;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.IntStream;

/** A roster with the secrets of all its members. */
public record TestRoster(Roster roster, List<IdentitySigner> signers) {
  /** Of identifiers 1 to n. */
  public static TestRoster of(int n, SecureRandom random) {
    List<IdentitySigner> signers =
        IntStream.range(0, n).mapToObj(i -> IdentitySigner.generate(random)).toList();
    Roster roster =
        new Roster(
            IntStream.rangeClosed(1, n)
                .mapToObj(i ->
                    new RosterMember(
                        Identifier.of(i),
                        signers.get(i - 1).key(),
                        "attester-%d.example:9443".formatted(i)))
                .toList());
    return new TestRoster(roster, signers);
  }

  /** By its identifier, as {@link #of} gave them. */
  public IdentitySigner signer(Identifier identifier) {
    return signers.get(identifier.value().intValueExact() - 1);
  }
}
