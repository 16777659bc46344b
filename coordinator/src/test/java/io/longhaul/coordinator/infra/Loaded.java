package io.longhaul.coordinator.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A template of CloudFormation, read: {@code !Sub x} is the map of Sub to x. */
final class Loaded {
  private static final List<String> FUNCTIONS =
      List.of("Ref", "Sub", "GetAtt", "If", "Equals", "Not", "Split", "Join");

  private final Map<String, Object> root;

  Loaded(String yaml) {
    root = new Yaml(new WithFunctions()).load(yaml);
  }

  private static final class WithFunctions extends SafeConstructor {
    WithFunctions() {
      super(new LoaderOptions());
      for (String function : FUNCTIONS) {
        yamlConstructors.put(
            new Tag("!" + function),
            new AbstractConstruct() {
              @Override
              public Object construct(Node node) {
                Object value =
                    switch (node) {
                      case ScalarNode scalar -> constructScalar(scalar);
                      case SequenceNode sequence -> constructSequence(sequence);
                      case MappingNode mapping -> constructMapping(mapping);
                      default -> throw new IllegalStateException(node.toString());
                    };
                return Map.of(function, value);
              }
            });
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  Map<String, Object> parameters() {
    return map(root.get("Parameters"));
  }

  Map<String, Object> resources() {
    return map(root.get("Resources"));
  }

  /** Of one resource. */
  Map<String, Object> properties(String resource) {
    return map(map(resources().get(resource)).get("Properties"));
  }

  String type(String resource) {
    return (String) map(resources().get(resource)).get("Type");
  }

  /** Every map there is below a value, itself included. */
  static List<Map<String, Object>> maps(Object value) {
    List<Map<String, Object>> all = new ArrayList<>();
    visit(value, all::add);
    return all;
  }

  private static void visit(Object value, Consumer<Map<String, Object>> each) {
    if (value instanceof Map<?, ?> found) {
      each.accept(map(found));
      found.values().forEach(below -> visit(below, each));
    } else if (value instanceof List<?> list) {
      list.forEach(below -> visit(below, each));
    }
  }

  /** As one value, or as all of several. */
  static List<?> list(Object value) {
    return value instanceof List<?> several ? several : List.of(value);
  }
}
