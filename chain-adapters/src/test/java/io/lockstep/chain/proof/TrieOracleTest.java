package io.lockstep.chain.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.local.ProjectHome;
import io.lockstep.protocol.Bytes;
import io.lockstep.protocol.Hash32;
import io.lockstep.testkit.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Proofs made by another implementation prove here what that implementation reads from them, and
 * nothing once they are damaged.
 */
class TrieOracleTest {

  private static final int TRIES = 40;
  private static final int DAMAGES = 5;
  private static final JsonMapper JSON = new JsonMapper();

  /** A proof of the other implementation, and what it makes of it. */
  record Answer(boolean hashed, Hash32 root, Bytes key, List<Bytes> nodes, TrieValue expected) {

    static Answer read(String line) {
      JsonNode json = JSON.readTree(line);
      JsonNode value = json.required("value");
      return new Answer(
          json.required("hashed").booleanValue(),
          Hash32.fromHex(json.required("root").stringValue()),
          Bytes.fromHex(json.required("key").stringValue()),
          json.required("nodes").valueStream().map(n -> Bytes.fromHex(n.stringValue())).toList(),
          value.isNull()
              ? new TrieValue.Absent()
              : new TrieValue.Present(Bytes.fromHex(value.stringValue())));
    }

    TrieValue find(List<Bytes> given) {
      return hashed
          ? new TrieProof(given).find(root, key)
          : new TrieWalk().find(root, NibblePath.of(key), given);
    }
  }

  @Test
  void bothAgreeOnWhatIsPresentAndWhatIsAbsent() throws Exception {
    Seed seed = Seed.next();
    List<Answer> answers = ask(seed);

    for (Answer answer : answers) {
      assertThat(answer.find(answer.nodes())).as("%s, %s", seed, answer).isEqualTo(answer.expected);
    }
    // Otherwise nothing was compared.
    assertThat(answers).as("%s", seed).anyMatch(a -> a.expected() instanceof TrieValue.Present);
    assertThat(answers).as("%s", seed).anyMatch(a -> a.expected() instanceof TrieValue.Absent);
  }

  @Test
  void damagedProofsAreRefused() throws Exception {
    Seed seed = Seed.next();
    Random random = seed.random();
    for (Answer answer : ask(seed)) {
      for (int i = 0; i < DAMAGES && !answer.nodes().isEmpty(); i++) {
        List<Bytes> damaged = flipOneBit(answer.nodes(), random);
        assertThat(isRefused(answer, damaged)).as("%s, %s", seed, damaged).isTrue();
      }
    }
  }

  private static List<Bytes> flipOneBit(List<Bytes> nodes, Random random) {
    List<Bytes> damaged = new ArrayList<>(nodes);
    int at = random.nextInt(nodes.size());
    byte[] node = nodes.get(at).toArray();
    node[random.nextInt(node.length)] ^= (byte) (1 << random.nextInt(8));
    damaged.set(at, Bytes.copyOf(node));
    return damaged;
  }

  private static boolean isRefused(Answer answer, List<Bytes> nodes) {
    try {
      answer.find(nodes);
      return false;
    } catch (ProofException e) {
      return true;
    }
  }

  private static List<Answer> ask(Seed seed) throws IOException, InterruptedException {
    Path contracts = ProjectHome.find().folder().resolve("contracts");
    // As much of the seed as the other generator takes.
    String start = String.valueOf(seed.value() & 0xffff_ffffL);
    Process process =
        new ProcessBuilder("node", "tools/trie-proofs.mjs", start, String.valueOf(TRIES))
            .directory(contracts.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as("%s, output %s", seed, output).isZero();
    return output.lines().map(Answer::read).toList();
  }
}
