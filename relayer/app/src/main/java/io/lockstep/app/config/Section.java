package io.lockstep.app.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A mapping of a configuration file, of which each key is asked for once. What is missing or wrong
 * becomes a problem, and so does, at the end, what nobody asked for.
 */
public final class Section {
  private static final int QUOTED_MAX = 60;

  private final String path;
  private final int line;
  private final List<Problem> problems;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Set<String> asked = new TreeSet<>();

  private Section(String path, int line, List<Problem> problems) {
    this.path = path;
    this.line = line;
    this.problems = problems;
  }

  static Section of(String path, Node node, List<Problem> problems) {
    Section section = new Section(path, line(node), problems);
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(section::add);
    } else {
      problems.add(new Problem(line(node), path, "found " + kind(node) + ", expected keys"));
    }
    return section;
  }

  private void add(NodeTuple tuple) {
    Node key = tuple.getKeyNode();
    if (key instanceof ScalarNode scalar) {
      Node before = values.putIfAbsent(scalar.getValue(), tuple.getValueNode());
      if (before != null) {
        problem(key, scalar.getValue(), "found a second time, expected once");
      }
    } else {
      problem(key, "a key", "found " + kind(key) + ", expected a word");
    }
  }

  // Values

  public <T> Value<T> required(String key, Scalar<T> scalar) {
    return find(key).map(node -> read(node, key, scalar)).orElseGet(() -> missing(key));
  }

  public <T> Value<T> optional(String key, T otherwise, Scalar<T> scalar) {
    return find(key).map(node -> read(node, key, scalar)).orElseGet(() -> Value.of(otherwise));
  }

  public <T> Value<Optional<T>> optional(String key, Scalar<T> scalar) {
    return find(key)
        .map(node -> read(node, key, scalar))
        .map(value -> Values.all(value).then(() -> Optional.of(value.get())))
        .orElseGet(() -> Value.of(Optional.empty()));
  }

  private <T> Value<T> read(Node node, String key, Scalar<T> scalar) {
    if (!(node instanceof ScalarNode text)) {
      problem(node, key, "found " + kind(node) + ", expected a value");
      return Value.wrong();
    }
    try {
      return Value.of(scalar.read(text.getValue()));
    } catch (IllegalArgumentException e) {
      String found = scalar instanceof Scalar.Untold ? "something else" : quoted(text.getValue());
      problem(node, key, "found %s, expected %s".formatted(found, e.getMessage()));
      return Value.wrong();
    }
  }

  private static String quoted(String text) {
    return '"' + (text.length() <= QUOTED_MAX ? text : text.substring(0, QUOTED_MAX) + "…") + '"';
  }

  // Parts

  /** Whether the key is there and has keys of its own. */
  public boolean hasSection(String key) {
    return values.get(key) instanceof MappingNode;
  }

  public Section section(String key) {
    return findSection(key)
        .orElseGet(() -> {
          missing(key);
          return new Section(under(key), line, new ArrayList<>());
        });
  }

  public Optional<Section> findSection(String key) {
    return find(key).map(node -> of(under(key), node, problems));
  }

  /** The elements of a list, of which there must be at least one. */
  public List<Section> sections(String key) {
    Optional<Node> found = find(key);
    if (found.isEmpty()) {
      missing(key);
      return List.of();
    }
    if (!(found.get() instanceof SequenceNode sequence) || sequence.getValue().isEmpty()) {
      problem(found.get(), key, "found " + kind(found.get()) + ", expected a list");
      return List.of();
    }
    List<Section> sections = new ArrayList<>();
    for (Node element : sequence.getValue()) {
      sections.add(of(under(key) + "[" + sections.size() + "]", element, problems));
    }
    return sections;
  }

  /** The elements of a list that may be missing or empty. */
  public List<Section> optionalSections(String key) {
    Optional<Node> found = find(key);
    boolean empty =
        found.isEmpty()
            || (found.get() instanceof SequenceNode sequence && sequence.getValue().isEmpty());
    return empty ? List.of() : sections(key);
  }

  /** The values of a list that may be empty; nothing if there is no such key. */
  public <T> Value<Optional<List<T>>> optionalList(String key, Scalar<T> scalar) {
    Optional<Node> found = find(key);
    if (found.isEmpty()) {
      return Value.of(Optional.empty());
    }
    if (!(found.get() instanceof SequenceNode sequence)) {
      problem(found.get(), key, "found " + kind(found.get()) + ", expected a list");
      return Value.wrong();
    }
    List<Value<T>> values = new ArrayList<>();
    for (Node element : sequence.getValue()) {
      values.add(read(element, "%s[%d]".formatted(key, values.size()), scalar));
    }
    Value<List<T>> list = Values.list(values);
    return Values.all(list).then(() -> Optional.of(list.get()));
  }

  // Problems

  private <T> Value<T> missing(String key) {
    problems.add(new Problem(line, under(key), "found nothing, expected a value"));
    return Value.wrong();
  }

  /** For what is wrong about several values together. */
  public void wrong(String key, String text) {
    Node node = values.get(key);
    problems.add(new Problem(node == null ? line : line(node), under(key), text));
  }

  public void refuseUnknown() {
    values.forEach((key, node) -> {
      if (!asked.contains(key)) {
        problem(node, key, "found an unknown key, expected one of " + String.join(", ", asked));
      }
    });
  }

  private void problem(Node node, String key, String text) {
    problems.add(new Problem(line(node), under(key), text));
  }

  private Optional<Node> find(String key) {
    asked.add(key);
    return Optional.ofNullable(values.get(key));
  }

  private String under(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  private static String kind(Node node) {
    return switch (node) {
      case ScalarNode scalar when scalar.getValue().isEmpty() -> "nothing";
      case ScalarNode _ -> "a value";
      case SequenceNode sequence when sequence.getValue().isEmpty() -> "an empty list";
      case SequenceNode _ -> "a list";
      default -> "keys";
    };
  }
}
