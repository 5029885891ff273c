package io.github.ibkrauth.ibkr.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.JsonValue;
import io.github.ibkrauth.ibkr.model.Bodies.Body;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every field of every body at hand survives reading and writing, and has an accessor. */
class LosslessModelsTest {

  /** This model says that further fields stand beside those that it reads. */
  private static final String OPEN = "InstructionResult.";

  @TestFactory
  Stream<DynamicTest> madeBodies_whenReadAndWritten_loseNothing() {
    assertThat(Bodies.made()).hasSizeGreaterThan(90);
    return Bodies.made().stream()
        .map(body -> DynamicTest.dynamicTest(body.name(), () -> check(body)));
  }

  @TestFactory
  Stream<DynamicTest> recordedBodies_whenReadAndWritten_loseNothing() {
    List<Body> bodies = Bodies.recorded();
    assumeFalse(bodies.isEmpty(), "no recordings beside the checkout");
    return bodies.stream().map(body -> DynamicTest.dynamicTest(body.name(), () -> check(body)));
  }

  @TestFactory
  Stream<DynamicTest> describedExamples_whenReadAndWritten_loseNothing() {
    List<Body> bodies = Bodies.described();
    assumeFalse(bodies.isEmpty(), "no API description beside the checkout");
    List<Body> ours = bodies.stream().filter(LosslessModelsTest::isModelled).toList();
    assertThat(ours).hasSizeGreaterThan(100);
    return ours.stream().map(body -> DynamicTest.dynamicTest(body.name(), () -> check(body)));
  }

  @TestFactory
  Stream<DynamicTest> accessors_whenAnyFieldIsMissingNullOrOfAnotherType_answerOrSayWhich() {
    Set<Object> done = new HashSet<>();
    return Stream.of(Bodies.made(), Bodies.recorded(), Bodies.described())
        .flatMap(List::stream)
        .filter(LosslessModelsTest::isModelled)
        .map(body -> DynamicTest.dynamicTest(body.name(), () -> mutate(body, done)));
  }

  @Test
  void unread_whenAModelHasNoAccessorForAField_namesIt() {
    JsonObject object =
        JsonObject.builder()
            .put("status", true)
            .put("stranger", 1)
            .put("serverInfo", JsonObject.builder().put("deepStranger", "x").build())
            .build();

    assertThat(Accessors.unread(new Logout(object)))
        .containsExactlyInAnyOrder("Logout.stranger", "Logout.serverInfo");
    assertThat(Accessors.unread(new AuthStatus(object)))
        .containsExactlyInAnyOrder(
            "AuthStatus.status", "AuthStatus.stranger", "ServerInfo.deepStranger");
  }

  @Test
  void differences_whenAFieldIsDroppedAddedOrChanged_namesIt() {
    ObjectNode was = Bodies.INDEPENDENT.createObjectNode().put("a", 1).put("b", "").put("c", 1.5);
    ObjectNode is = Bodies.INDEPENDENT.createObjectNode().putNull("b").put("c", 1.50).put("d", 2);

    assertThat(Bodies.differences("", was, is))
        .containsExactly(".a: was dropped", ".b: STRING became NULL", ".d: appeared");
  }

  private static boolean isModelled(Body body) {
    try {
      return Catalogue.read(body.path(), IbkrJson.read(body.json())).isPresent();
    } catch (RuntimeException e) {
      return true;
    }
  }

  private static void check(Body body) {
    JsonValue value = IbkrJson.read(body.json());
    List<? extends JsonModel> models =
        Catalogue.read(body.path(), value).orElseGet(() -> fail("no model reads " + body.path()));

    byte[] original = body.json().getBytes(StandardCharsets.UTF_8);
    byte[] written = Catalogue.write(value, models);
    assertThat(Bodies.differences("", Bodies.parse(original), Bodies.parse(written))).isEmpty();

    Set<String> unread = new TreeSet<>();
    models.forEach(model -> unread.addAll(Accessors.unread(model)));
    unread.removeIf(field -> field.startsWith(OPEN));
    assertThat(unread).isEqualTo(new TreeSet<>(body.unknown()));
  }

  /**
   * Calls everything on everything; {@link Accessors#answers} fails on a foreign exception.
   *
   * @param done which models with which fields have had their turn
   */
  private static void mutate(Body body, Set<Object> done) {
    Set<JsonModel> all = new LinkedHashSet<>();
    Catalogue.read(body.path(), IbkrJson.read(body.json()))
        .ifPresent(
            models ->
                models.forEach(
                    model -> {
                      all.add(model);
                      all.addAll(Accessors.inside(model));
                    }));
    for (JsonModel model : all) {
      if (model.json() instanceof JsonObject object
          && done.add(List.of(model.getClass(), object.fields().keySet()))) {
        for (String field : object.fields().keySet()) {
          for (JsonObject variant : Accessors.variants(object, field)) {
            JsonModel mutant = Accessors.rebuilt(model, variant);
            Map<String, Object> answers = Accessors.answers(mutant);
            assertThat(answers).isNotEmpty();
            assertThat(mutant.toString()).isNotBlank();
          }
        }
      }
    }
  }
}
