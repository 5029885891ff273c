package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The manifests, as objects of the Kubernetes API. */
final class Manifests {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Map.of(
          "v1/Namespace", Namespace.class,
          "v1/ConfigMap", ConfigMap.class,
          "v1/Secret", Secret.class,
          "v1/PersistentVolumeClaim", PersistentVolumeClaim.class,
          "v1/Service", Service.class,
          "apps/v1/Deployment", Deployment.class,
          "batch/v1/Job", Job.class,
          "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class);

  private Manifests() {}

  static Path folder() {
    return ProjectRoot.path().resolve("deploy");
  }

  /** Returns the documents of a file. */
  static List<JsonNode> documents(Path file) {
    try (var parser = YAML.getFactory().createParser(Files.readString(file))) {
      List<JsonNode> documents = new ArrayList<>();
      YAML.readValues(parser, JsonNode.class).forEachRemaining(documents::add);
      return documents;
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  /** Returns a file, or all files of a folder at any depth. */
  static List<Path> files(String folder) {
    try (Stream<Path> files = Files.walk(folder().resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the objects of a kind in a file or folder. */
  static <T extends HasMetadata> List<T> all(String place, Class<T> type) {
    return files(place).stream()
        .flatMap(file -> documents(file).stream())
        .filter(document -> KINDS.get(kind(document)) == type)
        .map(document -> type.cast(object(document)))
        .toList();
  }

  static <T extends HasMetadata> T one(String place, Class<T> type, String name) {
    return all(place, type).stream()
        .filter(object -> object.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + type.getSimpleName() + " " + name));
  }

  static boolean isOfTheApi(JsonNode document) {
    return KINDS.containsKey(kind(document));
  }

  static String kind(JsonNode document) {
    return document.path("apiVersion").asText() + "/" + document.path("kind").asText();
  }

  /** Returns a document as an object; fails where a value has another type than the API's. */
  static HasMetadata object(JsonNode document) {
    try {
      return YAML.treeToValue(document, KINDS.get(kind(document)));
    } catch (IOException e) {
      throw new AssertionError(kind(document), e);
    }
  }

  /** Returns the members that the API does not have, at any depth. */
  static List<String> unknown(Object object) {
    List<String> found = new ArrayList<>();
    collect(object, object.getClass().getSimpleName(), found);
    return found;
  }

  private static void collect(Object object, String where, List<String> found) {
    if (object instanceof Collection<?> all) {
      all.forEach(each -> collect(each, where + "[]", found));
      return;
    }
    if (object instanceof Map<?, ?> map) {
      map.forEach((key, value) -> collect(value, where + "." + key, found));
      return;
    }
    if (object == null || !object.getClass().getName().startsWith("io.fabric8.kubernetes.api")) {
      return;
    }
    for (Method method : object.getClass().getMethods()) {
      if (!method.getName().startsWith("get") || method.getParameterCount() > 0) {
        continue;
      }
      Object value = value(method, object);
      if (method.getName().equals("getAdditionalProperties")) {
        ((Map<?, ?>) value).keySet().forEach(name -> found.add(where + "." + name));
      } else {
        collect(value, where + "." + method.getName().substring(3), found);
      }
    }
  }

  private static Object value(Method getter, Object object) {
    try {
      return getter.invoke(object);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(getter.toString(), e);
    }
  }
}
