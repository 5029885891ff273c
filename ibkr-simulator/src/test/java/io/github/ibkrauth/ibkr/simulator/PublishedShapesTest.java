package io.github.ibkrauth.ibkr.simulator;

import static io.github.ibkrauth.ibkr.simulator.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares our bodies with the broker's, when material to compare with lies next to the project.
 */
class PublishedShapesTest {
  private static @Nullable Path material;
  private static IbkrSimulator simulator;
  private static TestClient client;
  private static String token;

  @BeforeAll
  static void start() {
    material = material();
    simulator = IbkrSimulator.builder().start();
    client = new TestClient(simulator);
    token = client.brokerageToken();
    client.get("/v1/api/portfolio/accounts", token);
    client.get("/v1/api/iserver/accounts", token);
  }

  /** The folder with the broker's bodies; null when there is none. */
  static @Nullable Path material() {
    for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
      if (Files.isDirectory(dir.resolve("shared").resolve("recorded"))) {
        return dir.resolve("shared");
      }
    }
    return null;
  }

  static List<String> differences(JsonNode theirs, JsonNode ours) {
    List<String> differences = new ArrayList<>();
    compare(theirs, ours, "", differences);
    return differences;
  }

  @AfterAll
  static void close() {
    simulator.close();
  }

  private static JsonNode ours(String path) {
    String id = simulator.credentials().accountIds().get(0);
    JsonNode page = json(client.get("/v1/api/portfolio/" + id + "/positions/0", token));
    String resolved =
        path.replace("{id}", id).replace("{conid}", page.get(0).path("conid").asText());
    return json(client.get("/v1/api/" + resolved, token));
  }

  /** What is in their body and not, or with another kind of value, in ours. */
  private static void compare(JsonNode theirs, JsonNode ours, String at, List<String> differences) {
    if (theirs.isObject()) {
      for (Map.Entry<String, JsonNode> member : theirs.properties()) {
        String where = at + "/" + member.getKey();
        if (!ours.has(member.getKey())) {
          differences.add(where + " is missing");
        } else {
          compare(member.getValue(), ours.get(member.getKey()), where, differences);
        }
      }
    } else if (theirs.isArray() && !theirs.isEmpty()) {
      if (ours.isEmpty()) {
        differences.add(at + " is empty");
      } else {
        compare(theirs.get(0), ours.get(0), at + "/0", differences);
      }
    } else if (!theirs.isNull() && !ours.isNull() && theirs.getNodeType() != ours.getNodeType()) {
      differences.add(at + " is " + ours.getNodeType() + ", not " + theirs.getNodeType());
    }
  }

  static JsonNode example(Path file, String operation, String method, String name)
      throws IOException {
    JsonNode document = TestClient.MAPPER.readTree(file.toFile());
    JsonNode response =
        document.path("paths").path(operation).path(method).path("responses").path("200");
    if (response.has("$ref")) {
      response = document.at(response.path("$ref").asText().substring(1));
    }
    JsonNode content = response.path("content").path("application/json");
    // Some operations list their examples under the singular name.
    JsonNode examples =
        content.has("examples") ? content.path("examples") : content.path("example");
    JsonNode value = examples.path(name).path("value");
    assertThat(value.isContainerNode()).as("the example exists").isTrue();
    return value;
  }

  @ParameterizedTest
  @CsvSource({
    "Portfolio/GET-portfolio-accounts, portfolio/accounts",
    "Portfolio/GET-portfolio-subaccounts, portfolio/subaccounts",
    "Portfolio/GET-subaccounts2, portfolio/subaccounts2",
    "Portfolio/GET-portfolio-ledger, portfolio/{id}/ledger",
    "Portfolio/GET-portfolio-positions-page0, portfolio/{id}/positions/0?waitForSecDef=false",
    "Portfolio/GET-portfolio-position-by-conid, portfolio/{id}/position/{conid}",
    "Portfolio/GET-portfolio2-positions, portfolio2/{id}/positions",
    "Portfolio/GET-portfolio-combo-positions-empty, portfolio/{id}/combo/positions",
    "Portfolio/GET-iserver-account-pnl-partitioned, iserver/account/pnl/partitioned",
    "Session/GET-auth-status, iserver/auth/status",
  })
  void body_whenOneWasRecorded_hasItsFields(String recording, String path) throws IOException {
    assumeTrue(material != null);
    Path file = material.resolve("recorded").resolve(recording + ".json");
    assumeTrue(Files.isReadable(file));
    List<String> differences = new ArrayList<>();
    compare(
        TestClient.MAPPER.readTree(file.toFile()).path("Response").path("Body"),
        ours(path),
        "",
        differences);
    assertThat(differences).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/portfolio/{accountId}/summary, get, success, portfolio/{id}/summary",
    "/portfolio/{accountId}/meta, get, accountMetaInformation, portfolio/{id}/meta",
    "/sso/validate, get, success, sso/validate",
    "/tickle, post, success, tickle",
    "/iserver/auth/status, post, success, iserver/auth/status",
  })
  void body_whenAnExampleIsPublished_hasItsFields(
      String operation, String method, String example, String path) throws IOException {
    assumeTrue(material != null);
    Path file = material.resolve("openapi").resolve("ibkr-web-api-2.28.0.json");
    assumeTrue(Files.isReadable(file));
    JsonNode theirs = example(file, operation, method, example);
    List<String> differences = new ArrayList<>();
    compare(theirs, ours(path), "", differences);
    assertThat(differences).isEmpty();
  }

  @Test
  void accounts_whenAnExampleIsPublished_haveItsFields() throws IOException {
    assumeTrue(material != null);
    Path file = material.resolve("openapi").resolve("ibkr-web-api-2.28.0.json");
    assumeTrue(Files.isReadable(file));
    JsonNode theirs = example(file, "/iserver/accounts", "get", "success");
    JsonNode ours = ours("iserver/accounts");
    List<String> differences = new ArrayList<>();
    compare(theirs.path("allowFeatures"), ours.path("allowFeatures"), "", differences);
    compare(
        theirs.path("acctProps").iterator().next(),
        ours.path("acctProps").iterator().next(),
        "",
        differences);
    for (Map.Entry<String, JsonNode> member : theirs.properties()) {
      assertThat(ours.has(member.getKey())).as(member.getKey()).isTrue();
    }
    assertThat(differences).isEmpty();
  }
}
