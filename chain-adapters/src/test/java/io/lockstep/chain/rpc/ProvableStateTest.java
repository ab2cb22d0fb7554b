package io.lockstep.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lockstep.chain.ChainException;
import io.lockstep.chain.ChainException.Code;
import io.lockstep.chain.proof.AccountProof;
import io.lockstep.chain.proof.Header;
import io.lockstep.chain.proof.HeaderField;
import io.lockstep.chain.proof.ProofException;
import io.lockstep.protocol.Address;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is made of nodes that answer in another shape than they should, or about something else. */
@Timeout(30)
class ProvableStateTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final long NUMBER = 7;
  private static final Address ACCOUNT = Address.fromHex("0x" + "ab".repeat(20));
  private static final Hash32 SLOT = Hash32.fromHex("0x" + "00".repeat(31) + "01");

  @SuppressWarnings("NullAway.Init") // before any test
  private static ScriptedNode node;

  @SuppressWarnings("NullAway.Init") // before any test
  private static ChainConnection chain;

  @BeforeAll
  static void start() throws IOException {
    node = ScriptedNode.start();
    chain = node.connect();
  }

  @AfterAll
  static void close() {
    chain.close();
    node.close();
  }

  @BeforeEach
  void answerSoundly() {
    answerBlock(block());
    answerProof(proof());
  }

  private void answerBlock(ObjectNode block) {
    node.answering("eth_getBlockByNumber", block.toString());
    node.answering("eth_getBlockByHash", block.toString());
  }

  private void answerProof(ObjectNode proof) {
    node.answering("eth_getProof", proof.toString());
  }

  private static Header header() {
    Map<HeaderField, Bytes> fields = new EnumMap<>(HeaderField.class);
    for (HeaderField field : HeaderField.ALL.subList(0, 16)) {
      fields.put(field, Bytes.copyOf(new byte[field.shape().bytesMin()]));
    }
    fields.put(HeaderField.NUMBER, Bytes.fromHex("0x07"));
    return Header.of(fields);
  }

  private static ObjectNode block() {
    ObjectNode block = JSON.createObjectNode();
    for (int i = 0; i < header().values().size(); i++) {
      String value = header().values().get(i).toString();
      HeaderField field = HeaderField.ALL.get(i);
      boolean isNumber = field.shape() == HeaderField.Shape.NUMBER;
      block.put(field.json(), isNumber && value.equals("0x") ? "0x0" : value);
    }
    block.putNull(HeaderField.WITHDRAWALS_ROOT.json());
    block.put("totalDifficulty", "0x0");
    return block.put("hash", header().hash().toString());
  }

  private static ObjectNode proof() {
    ObjectNode proof = JSON.createObjectNode();
    proof.put("address", ACCOUNT.toString());
    proof.putArray("accountProof").add("0xc0").add("0xc1c0");
    ObjectNode slot = proof.putArray("storageProof").addObject();
    slot.put("key", "0x1");
    slot.put("value", "0x0");
    slot.putArray("proof").add("0x80");
    return proof;
  }

  @Test
  void headerAndProofAreReadAsTheyStand() {
    ProvableState state = ProvableState.at(chain, NUMBER);
    AccountProof proof = state.accountProof(ACCOUNT, List.of(SLOT));

    assertThat(state.header()).isEqualTo(header());
    assertThat(ProvableState.at(chain, header().hash())).isEqualTo(state);
    assertThat(ProvableState.latest(chain)).isEqualTo(state);
    assertThat(proof.address()).isEqualTo(ACCOUNT);
    assertThat(proof.account().nodes())
        .containsExactly(Bytes.fromHex("0xc0"), Bytes.fromHex("0xc1c0"));
    assertThat(proof.slots()).hasSize(1);
    assertThat(proof.slots().getFirst().slot()).isEqualTo(SLOT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      nullValues = "missing",
      value = {
        "hash; missing",
        "hash; null",
        "hash; \"0x12\"",
        "hash; 7",
        "parentHash; missing",
        "parentHash; \"0x\"",
        "stateRoot; true",
        "stateRoot; []",
        "miner; \"0xabcd\"",
        "logsBloom; \"0x00\"",
        "nonce; \"0x42\"",
        "difficulty; \"0x\"",
        "difficulty; \"12\"",
        "difficulty; 12",
        "number; \"0x7g\"",
        "number; \"-0x7\"",
        "gasUsed; missing",
        "gasUsed; {}",
        "extraData; \"0x123\"",
        "mixHash; \"\"",
        "baseFeePerGas; \"\"",
        "baseFeePerGas; 1000",
        "withdrawalsRoot; \"0x00\"",
        "blobGasUsed; \"0x\""
      })
  void fieldOfABlockInAnotherShapeIsRefused(String field, @Nullable String value) {
    ObjectNode block = block();
    set(block, field, value);
    answerBlock(block);

    ChainException refusal = malformed(() -> ProvableState.at(chain, NUMBER));
    assertThat(refusal).hasMessageContaining(": " + field + ": found ");
  }

  private static void set(ObjectNode object, String field, @Nullable String value) {
    if (value == null) {
      object.remove(field);
    } else {
      object.set(field, JSON.readTree(value));
    }
  }

  private static ChainException malformed(Runnable question) {
    ChainException refusal = catchThrowableOfType(ChainException.class, question::run);
    assertThat(refusal).isNotNull();
    assertThat(refusal.code()).isEqualTo(Code.RPC_MALFORMED);
    return refusal;
  }

  @ParameterizedTest
  @CsvSource({"null", "[]", "\"0x\"", "7"})
  void answerThatIsNoObjectIsRefused(String result) {
    node.answering("eth_getBlockByNumber", result);
    malformed(() -> ProvableState.at(chain, NUMBER));

    answerBlock(block());
    ProvableState state = ProvableState.at(chain, NUMBER);
    node.answering("eth_getProof", result);
    malformed(() -> state.accountProof(ACCOUNT, List.of(SLOT)));
  }

  @Test
  void anotherBlockThanTheOneAskedForIsRefused() {
    assertThat(malformed(() -> ProvableState.at(chain, NUMBER + 1)))
        .hasMessageContaining("expected block 8");
    assertThat(malformed(() -> ProvableState.at(chain, Hash32.ZERO)))
        .hasMessageContaining("expected " + Hash32.ZERO);
  }

  @Test
  void blockWhoseHashIsNotOfItsHeaderIsRefused() {
    answerBlock(block().put("gasUsed", "0x1"));

    ProofException refusal =
        catchThrowableOfType(ProofException.class, () -> ProvableState.at(chain, NUMBER));
    assertThat(refusal.code()).isEqualTo(ProofException.Code.WRONG_BLOCK_HASH);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      nullValues = "missing",
      value = {
        "address; missing",
        "address; \"0xab\"",
        "address; 7",
        "accountProof; missing",
        "accountProof; null",
        "accountProof; \"0xc0\"",
        "accountProof; {}",
        "accountProof; [1]",
        "accountProof; [\"c0\"]",
        "accountProof; [\"0xc\"]",
        "accountProof; [null]",
        "storageProof; missing",
        "storageProof; []",
        "storageProof; {}",
        "storageProof; [[]]",
        "storageProof; [{}]",
        "storageProof; [{\"key\": \"0x1\"}]",
        "storageProof; [{\"key\": 1, \"proof\": []}]",
        "storageProof; [{\"key\": \"0x\", \"proof\": []}]",
        "storageProof; [{\"key\": \"0x1\", \"proof\": \"0x\"}]",
        "storageProof; [{\"key\": \"0x1\", \"proof\": [{}]}]"
      })
  void fieldOfAProofInAnotherShapeIsRefused(String field, @Nullable String value) {
    ProvableState state = ProvableState.at(chain, NUMBER);
    ObjectNode proof = proof();
    set(proof, field, value);
    answerProof(proof);

    malformed(() -> state.accountProof(ACCOUNT, List.of(SLOT)));
  }

  @Test
  void answersBeyondAnyRealSizeAreRefused() {
    ProvableState state = ProvableState.at(chain, NUMBER);
    ObjectNode manyNodes = proof();
    for (int i = 0; i < 100; i++) {
      manyNodes.withArray("accountProof").add("0xc0");
    }
    answerProof(manyNodes);
    malformed(() -> state.accountProof(ACCOUNT, List.of(SLOT)));

    ObjectNode largeNode = proof();
    largeNode.withArray("accountProof").add("0x" + "00".repeat(5_000));
    answerProof(largeNode);
    malformed(() -> state.accountProof(ACCOUNT, List.of(SLOT)));

    answerBlock(block().put("extraData", "0x" + "00".repeat(10_000)));
    malformed(() -> ProvableState.at(chain, NUMBER));
  }
}
