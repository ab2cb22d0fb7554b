package io.lockstep.protocol;

/** EIP-712's domain: the gateway, on its chain, that a statement is meant for. */
public record DomainSeparator(Hash32 value) {
  static final Hash32 DOMAIN_TYPE =
      Keccak256.ofText(
          "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
  private static final Hash32 NAME_HASH = Keccak256.ofText("Lockstep");
  private static final Hash32 VERSION_HASH = Keccak256.ofText("1");
  private static final Bytes PREFIX = Bytes.fromHex("0x1901");

  public static DomainSeparator of(InteroperableAddress destinationGateway) {
    return new DomainSeparator(
        new Keccak256()
            .word(DOMAIN_TYPE)
            .word(NAME_HASH)
            .word(VERSION_HASH)
            .word(destinationGateway.chain().value())
            .word(destinationGateway.account())
            .finish());
  }

  Hash32 digestOf(Hash32 structHash) {
    return new Keccak256().add(PREFIX).add(value).add(structHash).finish();
  }
}
