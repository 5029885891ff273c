package io.github.ibkrauth.ibkr.model;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Bodies to test the models with: those of this project, and, where they are at hand, recordings of
 * the real broker and the examples of its API description. Parsed by a reader that is not ours.
 */
final class Bodies {

  /** Reads numbers exactly; shares no code with the library's own reader. */
  static final JsonMapper INDEPENDENT =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final String DESCRIPTION = "openapi/ibkr-web-api-2.28.0.json";

  /**
   * One answer.
   *
   * @param unknown names of fields that no accessor is expected to read
   */
  record Body(String name, String path, String json, Set<String> unknown) {
    @Override
    public String toString() {
      return name;
    }
  }

  private Bodies() {}

  /** Bodies made by this project: each file holds a path, a body and its unknown fields. */
  static List<Body> made() {
    List<Body> bodies = new ArrayList<>();
    for (Path file : files(resource("/bodies"))) {
      JsonNode root = parse(file);
      Set<String> unknown = new TreeSet<>();
      root.path("unknown").forEach(name -> unknown.add(name.asText()));
      bodies.add(
          body(file.getFileName().toString(), root.path("path"), root.path("body"), unknown));
    }
    return bodies;
  }

  /** Recordings; empty where there are none. */
  static List<Body> recorded() {
    List<Body> bodies = new ArrayList<>();
    for (Path file : shared("recorded") == null ? List.<Path>of() : files(shared("recorded"))) {
      String folder = file.getParent().getFileName().toString();
      JsonNode root = parse(file);
      JsonNode path = root.path("Request").path("Path");
      boolean answered = root.at("/Response/StatusCode").asInt() == 200;
      if (answered && root.at("/Response/Body").isContainerNode()) {
        bodies.add(
            body(folder + "/" + file.getFileName(), path, root.at("/Response/Body"), Set.of()));
      }
    }
    return bodies;
  }

  /** The examples of the broker's API description that some model reads; empty without it. */
  static List<Body> described() {
    List<Body> bodies = new ArrayList<>();
    Path description = shared(DESCRIPTION);
    if (description == null) {
      return bodies;
    }
    JsonNode root = parse(description);
    for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        String name = operation.getKey() + " " + path.getKey();
        for (Map.Entry<String, JsonNode> answer :
            operation.getValue().path("responses").properties()) {
          if (answer.getKey().startsWith("2")) {
            JsonNode content = answer.getValue().at("/content/application~1json");
            examples(root, content)
                .forEach(
                    (example, value) ->
                        bodies.add(body(name + " " + example, path.getKey(), value)));
          }
        }
      }
    }
    return bodies;
  }

  private static Map<String, JsonNode> examples(JsonNode root, JsonNode content) {
    Map<String, JsonNode> examples = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> example : content.path("examples").properties()) {
      examples.put(example.getKey(), resolve(root, example.getValue()).path("value"));
    }
    for (Map.Entry<String, JsonNode> example : content.path("example").properties()) {
      examples.put(example.getKey(), example.getValue().path("value"));
    }
    return examples;
  }

  /** Where two trees differ, as {@code path: what}; numbers compare by value. Empty when equal. */
  static List<String> differences(String at, JsonNode was, JsonNode is) {
    List<String> found = new ArrayList<>();
    if (was.isNumber() && is.isNumber()) {
      if (was.decimalValue().compareTo(is.decimalValue()) != 0) {
        found.add(at + ": " + was + " became " + is);
      }
    } else if (was.getNodeType() != is.getNodeType()) {
      found.add(at + ": " + was.getNodeType() + " became " + is.getNodeType());
    } else if (was.isObject()) {
      Set<String> names = new TreeSet<>();
      was.fieldNames().forEachRemaining(names::add);
      is.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        found.addAll(child(at + "." + name, was.get(name), is.get(name)));
      }
    } else if (was.isArray()) {
      for (int i = 0; i < Math.max(was.size(), is.size()); i++) {
        found.addAll(child(at + "[" + i + "]", was.get(i), is.get(i)));
      }
    } else if (!was.equals(is)) {
      found.add(at + ": " + was + " became " + is);
    }
    return found;
  }

  private static List<String> child(String at, JsonNode was, JsonNode is) {
    if (was == null || is == null) {
      return List.of(at + (was == null ? ": appeared" : ": was dropped"));
    }
    return differences(at, was, is);
  }

  static JsonNode parse(byte[] json) {
    try {
      return INDEPENDENT.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Body body(String name, String path, JsonNode body) {
    return new Body(name, path, body.toString(), Set.of());
  }

  private static Body body(String name, JsonNode path, JsonNode body, Set<String> unknown) {
    return new Body(name, path.asText(), body.toString(), unknown);
  }

  private static JsonNode resolve(JsonNode root, JsonNode node) {
    JsonNode reference = node.path("$ref");
    return reference.isTextual() ? root.at(reference.asText().substring(1)) : node;
  }

  private static JsonNode parse(Path file) {
    try {
      return parse(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path resource(String name) {
    try {
      return Path.of(Objects.requireNonNull(Bodies.class.getResource(name), name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A file or folder of the reference material beside the checkout, or null. */
  private static Path shared(String name) {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path candidate = folder.resolve("shared").resolve(name);
      if (Files.exists(candidate)) {
        return candidate;
      }
    }
    return null;
  }
}
