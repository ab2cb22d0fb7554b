package io.lockstep.chain.codegen;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Fits a generated binding to this project.
 *
 * <p>web3j's {@code Contract} resolves names through OkHttp, which is not on the class path, so
 * bindings extend our {@code BoundContract}. What would send, deploy or subscribe by itself goes:
 * transactions are sent by one sender only, and nothing here polls.
 */
final class BindingAdaptation {

  /** A blank line before a line that is indented as deep as a member of the outer class. */
  private static final String BETWEEN_MEMBERS = "\n\n(?=    [^\\s/}])";

  private static final List<String> UNWANTED =
      List.of("@Deprecated", "Credentials credentials", "Flowable<", "String BINARY =");

  private BindingAdaptation() {}

  static String adapt(String source, String contract) {
    String kept =
        Arrays.stream(source.split(BETWEEN_MEMBERS))
            .filter(member -> UNWANTED.stream().noneMatch(declarationOf(member)::contains))
            .collect(Collectors.joining("\n\n"));
    return kept.replace("import io.reactivex.Flowable;\n", "")
        .replace("import org.web3j.crypto.Credentials;\n", "")
        .replace(
            "public class %s extends Contract {".formatted(contract),
            "public class %s extends BoundContract {".formatted(contract))
        .replace("super(BINARY, contractAddress, ", "super(contractAddress, ")
        .replace(
            "@SuppressWarnings(\"rawtypes\")",
            "@SuppressWarnings({\"rawtypes\", \"unchecked\", \"cast\"})");
  }

  /** Of the first member that is the class's own head, which must stay whatever it holds. */
  private static String declarationOf(String member) {
    return member.startsWith("package ")
        ? ""
        : member.lines().limit(2).collect(Collectors.joining());
  }
}
