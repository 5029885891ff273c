package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonArray;
import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.JsonValue;
import io.github.ibkrauth.ibkr.json.UnexpectedFieldException;
import io.github.ibkrauth.ibkr.json.UnreadableBodyException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Calls a model's public accessors, all of them, and says what each answers. */
final class Accessors {

  private static final Set<String> NOT_ACCESSORS = Set.of("hashCode", "toString");

  /** One value of each kind, to put in place of a field. */
  private static final List<JsonValue> STRANGERS =
      List.of(
          JsonValue.ofNull(),
          JsonValue.of(""),
          JsonValue.of("a text that is nothing else"),
          JsonValue.of("7001"),
          JsonValue.of(7001),
          JsonValue.of(true),
          JsonValue.of(false),
          JsonObject.empty(),
          JsonObject.builder().put("stranger", 1).build(),
          JsonArray.ofTexts(List.of("x")),
          JsonArray.of(List.of(JsonObject.empty())));

  private Accessors() {}

  /**
   * What each accessor answers, by its name: a value, or the exception it is allowed to throw.
   *
   * @throws AssertionError when an accessor throws any other exception
   */
  static Map<String, Object> answers(JsonModel model) {
    Map<String, Object> answers = new LinkedHashMap<>();
    for (Method method : model.getClass().getMethods()) {
      if (method.getDeclaringClass() == model.getClass()
          && method.getParameterCount() == 0
          && !Modifier.isStatic(method.getModifiers())
          && !method.isBridge()
          && !isComponent(model, method)
          && !NOT_ACCESSORS.contains(method.getName())) {
        answers.put(method.getName(), answer(model, method));
      }
    }
    return answers;
  }

  /** All models that the accessors of a model answer with, at any depth. */
  static Set<JsonModel> inside(JsonModel model) {
    Set<JsonModel> found = new LinkedHashSet<>();
    answers(model).values().forEach(answer -> collect(answer, found));
    return found;
  }

  /** The fields of a model and of all inside it that no accessor reads. */
  static Set<String> unread(JsonModel model) {
    Set<String> unread = new TreeSet<>(unreadHere(model));
    inside(model).forEach(inner -> unread.addAll(unreadHere(inner)));
    return unread;
  }

  private static List<String> unreadHere(JsonModel model) {
    List<String> unread = new ArrayList<>();
    if (model.json() instanceof JsonObject object) {
      Map<String, Object> before = answers(model);
      for (String field : object.fields().keySet()) {
        boolean read =
            variants(object, field).stream()
                .anyMatch(variant -> !answers(rebuilt(model, variant)).equals(before));
        if (!read) {
          unread.add(model.getClass().getSimpleName() + "." + field);
        }
      }
    }
    return unread;
  }

  /** The object without the field, with each kind of stranger in its place, and with one beside. */
  static List<JsonObject> variants(JsonObject object, String field) {
    List<JsonObject> variants = new ArrayList<>();
    variants.add(object.toBuilder().remove(field).build());
    STRANGERS.forEach(value -> variants.add(object.toBuilder().put(field, value).build()));
    return variants;
  }

  /** The same kind of model over another value. */
  static JsonModel rebuilt(JsonModel model, JsonObject json) {
    if (model instanceof SummaryEntry entry) {
      return new SummaryEntry(entry.key(), json);
    }
    try {
      Constructor<?> constructor =
          Arrays.stream(model.getClass().getConstructors()).findFirst().orElseThrow();
      return (JsonModel) constructor.newInstance(json);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** The state itself, such as {@code json}, is no accessor of it. */
  private static boolean isComponent(JsonModel model, Method method) {
    return Arrays.stream(model.getClass().getRecordComponents())
        .anyMatch(component -> component.getName().equals(method.getName()));
  }

  private static Object answer(JsonModel model, Method method) {
    try {
      return method.invoke(model);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof UnexpectedFieldException
          || e.getCause() instanceof UnreadableBodyException) {
        return e.getCause().getMessage();
      }
      throw new AssertionError(method + " on " + model, e.getCause());
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static void collect(Object answer, Set<JsonModel> found) {
    if (answer instanceof JsonModel model) {
      if (found.add(model)) {
        found.addAll(inside(model));
      }
    } else if (answer instanceof Optional<?> optional) {
      optional.ifPresent(value -> collect(value, found));
    } else if (answer instanceof Collection<?> collection) {
      collection.forEach(value -> collect(value, found));
    } else if (answer instanceof Map<?, ?> map) {
      map.values().forEach(value -> collect(value, found));
    }
  }
}
