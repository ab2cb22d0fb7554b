package io.lockstep.chain.proof;

import static io.lockstep.chain.proof.ProofException.Code.WRONG_CODE;

import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.protocol.InteroperableAddress;
import io.lockstep.protocol.Keccak256;

/**
 * What must be known of a gateway before anything is proven of it.
 *
 * @param place chain and address. No header names its chain; the lane's id does, and so does the
 *     code
 * @param codeHash of the code with its immutables, in which the constructor wrote the chain's id
 *     and a domain separator over the address
 */
public record TrustedGateway(InteroperableAddress place, Hash32 codeHash) {

  private static final Hash32 NO_CODE = Keccak256.of(Bytes.EMPTY);

  /** A pin that was never set, or set before the deployment, must not be met by anything. */
  public TrustedGateway {
    if (codeHash.equals(Hash32.ZERO) || codeHash.equals(NO_CODE)) {
      throw new ProofException(WRONG_CODE, "pinned code hash", codeHash, "the hash of a code");
    }
  }
}
